from itertools import count
from queue import PriorityQueue


def main():
    jobs = PriorityQueue()
    jobs.put((1, {"job": "first"}))
    try:
        jobs.put((1, {"job": "second"}))
    except TypeError as error:
        print("TypeError:", error)
    print("items in the queue anyway:", jobs.qsize())

    jobs, ticket = PriorityQueue(), count()
    for priority, name in ((1, "first"), (1, "second"), (0, "urgent")):
        jobs.put((priority, next(ticket), {"job": name}))
    for _ in range(3):
        priority, _, job = jobs.get()
        print(priority, job)


if __name__ == "__main__":
    main()
