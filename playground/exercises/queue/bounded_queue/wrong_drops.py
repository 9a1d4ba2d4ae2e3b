from queue import Full, Queue
from threading import Thread


def make_queue():
    return Queue(maxsize=2)


def produce(jobs):
    for number in range(5):
        try:
            jobs.put_nowait(number)
        except Full:
            pass
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
