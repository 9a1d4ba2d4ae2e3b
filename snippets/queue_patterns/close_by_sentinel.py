from queue import Queue
from threading import Thread


class ClosableQueue(Queue):
    _END, _closed = object(), False

    def close(self):
        with self.mutex:
            first, self._closed = not self._closed, True
        if first:
            self.put(self._END)

    def __iter__(self):
        while (item := self.get()) is not self._END:
            yield item
        self.put(self._END)


def consume(jobs, eaten):
    for job in jobs:
        eaten.append(job)


def main():
    jobs, eaten = args = ClosableQueue(maxsize=2), []
    threads = [Thread(target=consume, args=args) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(6):
        jobs.put(number)
    jobs.close()
    for thread in threads:
        thread.join()
    print("done:", sorted(eaten))
    print("left in the queue:", jobs.qsize())


if __name__ == "__main__":
    main()
