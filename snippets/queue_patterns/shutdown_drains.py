# requires: python 3.13
from queue import Queue, ShutDown
from threading import Thread


def consume(jobs, eaten):
    try:
        while True:
            eaten.append(jobs.get())
    except ShutDown:
        pass


def main():
    jobs, eaten = Queue(), []
    consumers = [
        Thread(target=consume, args=(jobs, eaten)) for _ in range(3)
    ]
    for consumer in consumers:
        consumer.start()
    for number in range(6):
        jobs.put(number)
    jobs.shutdown()
    for consumer in consumers:
        consumer.join()
    print("done:", sorted(eaten))
    try:
        jobs.put(6)
    except ShutDown as error:
        print("put:", type(error).__name__)


if __name__ == "__main__":
    main()
