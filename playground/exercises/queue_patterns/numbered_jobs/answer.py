from itertools import count
from queue import PriorityQueue
from threading import Lock, Thread


class Jobs:
    def __init__(self):
        self.jobs, self.number = PriorityQueue(), count()
        self.drawing = Lock()

    def put(self, priority, job):
        with self.drawing:
            number = next(self.number)
        self.jobs.put((priority, number, job))

    def get(self):
        return self.jobs.get()[-1]


def main():
    jobs = Jobs()
    putter = Thread(target=jobs.put, args=(2, {"name": "later"}), name="putter")
    putter.start()
    putter.join()
    jobs.put(1, {"name": "sooner"})
    print(jobs.get(), jobs.get())


if __name__ == "__main__":
    main()
