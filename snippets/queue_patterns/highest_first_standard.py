from queue import Full, PriorityQueue
from threading import Lock


class HighestFirst:
    def __init__(self, maxsize=0):
        self._entries = PriorityQueue(maxsize)
        self._ticket, self._lock = 0, Lock()

    def put(self, item, priority, timeout=None):
        with self._lock:
            self._ticket += 1
            entry = (-priority, self._ticket, item)
        self._entries.put(entry, timeout=timeout)

    def get(self, timeout=None):
        return self._entries.get(timeout=timeout)[-1]


def main():
    jobs = HighestFirst(maxsize=3)
    for name, priority in (("first", 1), ("second", 1), ("urgent", 5)):
        jobs.put({"job": name}, priority)
    try:
        jobs.put({"job": "one too many"}, 1, timeout=0.05)
    except Full:
        print("Full")
    for _ in range(3):
        print(jobs.get())


if __name__ == "__main__":
    main()
