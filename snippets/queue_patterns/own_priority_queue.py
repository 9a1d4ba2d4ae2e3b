import heapq
from queue import Empty
from threading import Condition, Thread


class HighestFirst:
    def __init__(self):
        self._heap, self._ticket = [], 0
        self._filled = Condition()

    def put(self, item, priority):
        with self._filled:
            heapq.heappush(self._heap, (-priority, self._ticket, item))
            self._ticket += 1
            self._filled.notify()

    def get(self, timeout=None):
        with self._filled:
            if not self._filled.wait_for(lambda: self._heap, timeout):
                raise Empty
            return heapq.heappop(self._heap)[-1]


def consume(jobs):
    for _ in range(3):
        print(jobs.get())


def main():
    jobs = HighestFirst()
    jobs.put({"job": "routine, came first"}, priority=1)
    jobs.put({"job": "routine, came second"}, priority=1)
    jobs.put({"job": "urgent"}, priority=5)
    consumer = Thread(target=consume, args=(jobs,), name="consumer")
    consumer.start()
    consumer.join()


if __name__ == "__main__":
    main()
