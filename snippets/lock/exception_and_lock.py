from threading import Lock


def bare_release(lock):
    lock.acquire()
    int("not a number")
    lock.release()


def release_in_finally(lock):
    lock.acquire()
    try:
        int("not a number")
    finally:
        lock.release()


def with_block(lock):
    with lock:
        int("not a number")


def main():
    for use in (bare_release, release_in_finally, with_block):
        lock = Lock()
        try:
            use(lock)
        except ValueError:
            print(f"{use.__name__}: still locked: {lock.locked()}")


if __name__ == "__main__":
    main()
