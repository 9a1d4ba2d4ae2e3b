from queue import Queue
from threading import Event, Thread


def work(jobs, go_on):
    jobs.get()
    jobs.task_done()
    jobs.task_done()
    go_on.wait()
    jobs.get()
    try:
        jobs.task_done()
    except ValueError as error:
        print("worker: ValueError:", error)


def main():
    jobs, go_on = Queue(), Event()
    for name in ("first", "second"):
        jobs.put(name)
    worker = Thread(target=work, args=(jobs, go_on), name="worker")
    worker.start()
    jobs.join()
    print("main: join returned, still in the queue:", jobs.qsize())
    go_on.set()
    worker.join()


if __name__ == "__main__":
    main()
