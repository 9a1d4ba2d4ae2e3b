from threading import Event, Lock, Thread


def hold(lock, held, let_go):
    with lock:
        held.set()
        let_go.wait()


def main():
    lock, held, let_go = Lock(), Event(), Event()
    holder = Thread(target=hold, args=(lock, held, let_go))
    holder.start()
    held.wait()
    print("do not wait:", lock.acquire(blocking=False))
    print("wait a little:", lock.acquire(timeout=0.05))
    let_go.set()
    if lock.acquire(timeout=10):
        try:
            print("it came free in time")
        finally:
            lock.release()
    holder.join()
    try:
        lock.acquire(blocking=False, timeout=1)
    except ValueError as error:
        print(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
