from queue import Queue
from threading import Thread


def square(jobs, results):
    while (number := jobs.get()) is not None:
        results.put((number, number * number))


def main():
    jobs, results = Queue(), Queue()
    queues = (jobs, results)
    workers = [Thread(target=square, args=queues) for _ in range(3)]
    for worker in workers:
        worker.start()
    for number in range(10):
        jobs.put(number)
    squares = dict(results.get() for _ in range(10))
    for _ in workers:
        jobs.put(None)
    for worker in workers:
        worker.join()
    print([squares[number] for number in range(10)])


if __name__ == "__main__":
    main()
