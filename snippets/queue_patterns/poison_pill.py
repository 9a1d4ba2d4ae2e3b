from queue import Queue
from threading import Thread

PILL = object()


def consume(jobs, eaten):
    while True:
        job = jobs.get()
        if job is PILL:
            return
        eaten.append(job)


def main():
    jobs, eaten = Queue(), []
    consumers = [
        Thread(target=consume, args=(jobs, eaten)) for _ in range(3)
    ]
    for consumer in consumers:
        consumer.start()
    for number in range(6):
        jobs.put(number)
    for _ in consumers:
        jobs.put(PILL)
    for consumer in consumers:
        consumer.join()
    print("done:", sorted(eaten))
    print("left in the queue:", jobs.qsize())


if __name__ == "__main__":
    main()
