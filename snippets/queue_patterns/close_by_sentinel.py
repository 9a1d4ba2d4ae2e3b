from queue import Queue
from threading import Thread


class ClosableQueue(Queue):
    _END = object()

    def close(self):
        self.put(self._END)

    def __iter__(self):
        while (item := self.get()) is not self._END:
            yield item
        self.put(self._END)


def consume(jobs, eaten):
    for job in jobs:
        eaten.append(job)


def main():
    jobs, eaten = ClosableQueue(maxsize=2), []
    consumers = [
        Thread(target=consume, args=(jobs, eaten)) for _ in range(3)
    ]
    for consumer in consumers:
        consumer.start()
    for number in range(6):
        jobs.put(number)
    jobs.close()
    for consumer in consumers:
        consumer.join()
    print("done:", sorted(eaten))
    print("left in the queue:", jobs.qsize())


if __name__ == "__main__":
    main()
