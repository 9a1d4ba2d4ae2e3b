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
    jobs, got = Jobs(), []

    def put_two():
        try:
            jobs.put(1, {"name": "first"})
            jobs.put(1, {"name": "second"})
        except TypeError as error:
            got.append(error)
        else:
            got.extend(jobs.get()["name"] for _ in range(2))

    putter = Thread(target=put_two, name="putter")
    putter.start()
    putter.join()
    print("expected ['first', 'second'], got", got)


if __name__ == "__main__":
    main()
