from queue import Queue
from threading import Thread


def make_queue():
    return Queue(maxsize=6)


def produce(jobs):
    for number in range(5):
        jobs.put(number)
    jobs.put(None)


def consume(jobs, got):
    while (number := jobs.get()) is not None:
        got.append(number)


def main():
    jobs, got = make_queue(), []
    producer = Thread(target=produce, args=(jobs,), name="producer")
    producer.start()
    producer.join(timeout=0.5)
    print("expected 2 waiting, got", jobs.qsize(), "waiting")
    consume(jobs, got)
    producer.join()


if __name__ == "__main__":
    main()
