from queue import Queue
from threading import Thread

PILL = object()


def consume(jobs):
    while jobs.get() is not PILL:
        pass


def main():
    jobs = Queue()
    consumers = [
        Thread(target=consume, args=(jobs,), daemon=True)
        for _ in range(3)
    ]
    for consumer in consumers:
        consumer.start()
    jobs.put(PILL)

    while all(consumer.is_alive() for consumer in consumers):
        consumers[0].join(timeout=0.05)
    for consumer in consumers:
        consumer.join(timeout=0.1)
    waiting = [c for c in consumers if c.is_alive()]
    print("consumers still waiting:", len(waiting))


if __name__ == "__main__":
    main()
