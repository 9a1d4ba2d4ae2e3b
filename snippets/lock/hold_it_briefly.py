from threading import Event, Lock, Thread


def wide(lock, results, working, finish):
    with lock:
        working.set()
        finish.wait()
        results.append("page")


def narrow(lock, results, working, finish):
    working.set()
    finish.wait()
    with lock:
        results.append("page")


def main():
    for download in (wide, narrow):
        lock, results = Lock(), []
        working, finish = Event(), Event()
        args = (lock, results, working, finish)
        worker = Thread(target=download, args=args)
        worker.start()
        working.wait()
        free = lock.acquire(blocking=False)
        if free:
            lock.release()
        print(f"{download.__name__}: free during the work: {free}")
        finish.set()
        worker.join()


if __name__ == "__main__":
    main()
