import time
from queue import Queue
from threading import Thread


def make_queue():
    return Queue()


def produce(jobs):
    for number in range(5):
        while jobs.qsize() >= 2:
            time.sleep(0.01)
        jobs.put(number)
    jobs.put(None)


def consume(jobs, got):
    while (number := jobs.get()) is not None:
        got.append(number)


def main():
    jobs, got = make_queue(), []
    threads = [
        Thread(target=produce, args=(jobs,), name="producer"),
        Thread(target=consume, args=(jobs, got), name="consumer"),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("got:", got)


if __name__ == "__main__":
    main()
