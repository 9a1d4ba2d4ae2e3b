from contextlib import contextmanager
from threading import Lock


@contextmanager
def held(lock, timeout):
    if not lock.acquire(timeout=timeout):
        raise TimeoutError("lock not free in time")
    try:
        yield
    finally:
        lock.release()


def main():
    lock = Lock()
    with held(lock, timeout=10):
        print("inside, locked:", lock.locked())
        try:
            with held(lock, timeout=0.05):
                print("never printed")
        except TimeoutError as error:
            print(f"{type(error).__name__}: {error}")
        print("still mine, locked:", lock.locked())
    print("outside, locked:", lock.locked())


if __name__ == "__main__":
    main()
