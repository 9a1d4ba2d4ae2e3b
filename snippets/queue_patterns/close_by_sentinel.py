from queue import Queue
from threading import Thread


class ClosableQueue(Queue):
    _END, _closed = object(), False

    def close(self):
        with self.mutex:
            if self._closed:
                return
            self._closed = True
        self.put(self._END)

    def __iter__(self):
        while (item := self.get()) is not self._END:
            yield item
        self.put(self._END)


def eat(jobs, eaten):
    for job in jobs:
        eaten.append(job)


def main():
    jobs, eaten = ClosableQueue(maxsize=2), []
    threads = [Thread(target=eat, args=(jobs, eaten)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(6):
        jobs.put(number)
    jobs.close()
    for thread in threads:
        thread.join()
    print("done:", sorted(eaten), "left in the queue:", jobs.qsize())


if __name__ == "__main__":
    main()
