# requires: python 3.13
from queue import Queue
from threading import Event, Thread


def work(jobs, started, may_finish):
    jobs.get()
    started.set()
    may_finish.wait()
    jobs.task_done()


def main():
    jobs, started, may_finish = Queue(), Event(), Event()
    for number in range(3):
        jobs.put(number)
    worker = Thread(target=work, args=(jobs, started, may_finish))
    worker.start()
    started.wait()

    jobs.shutdown(immediate=True)
    print("left in the queue:", jobs.qsize())
    joiner = Thread(target=jobs.join, name="joiner")
    joiner.start()
    joiner.join(timeout=0.1)
    print("job in flight, join still waits:", joiner.is_alive())

    may_finish.set()
    worker.join()
    joiner.join()
    print("job marked done, join still waits:", joiner.is_alive())


if __name__ == "__main__":
    main()
