import threading
from contextlib import contextmanager
from queue import Queue
from threading import Thread


@contextmanager
def no_thread_left():
    before = set(threading.enumerate())
    yield
    left = set(threading.enumerate()) - before
    assert not left, sorted(thread.name for thread in left)


def consume(jobs):
    while jobs.get() is not None:
        pass


def main():
    jobs = Queue()
    worker = Thread(target=consume, args=(jobs,), name="consumer")
    try:
        with no_thread_left():
            worker.start()
    except AssertionError as error:
        print("left behind:", error)
    jobs.put(None)
    worker.join()
    with no_thread_left():
        tidy = Thread(target=consume, args=(jobs,))
        tidy.start()
        jobs.put(None)
        tidy.join()
    print("nothing left behind")


if __name__ == "__main__":
    main()
