from queue import PriorityQueue
from threading import Thread


class Jobs:
    def __init__(self):
        self.jobs = PriorityQueue()

    def put(self, priority, job):
        self.jobs.put((priority, self.jobs.qsize(), job))

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
