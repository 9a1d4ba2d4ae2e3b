import threading
from queue import Queue
from threading import Event, Thread, Timer


def serve(jobs):
    while jobs.get() is not None:
        pass


def report(clerks, reported):
    alive = set(threading.enumerate()) & set(clerks)
    print("clerks still here:", len(alive))
    reported.set()


def main():
    jobs, reported = Queue(), Event()
    clerks = [
        Thread(target=serve, args=(jobs,), name=name) for name in "AB"
    ]
    for clerk in clerks:
        clerk.start()
    watchdog = Timer(0.1, report, args=(clerks, reported))
    watchdog.start()
    reported.wait()
    for clerk in clerks:
        jobs.put(None)
    for clerk in clerks:
        clerk.join()
    watchdog.join()
    print("each clerk was missing its pill")


if __name__ == "__main__":
    main()
