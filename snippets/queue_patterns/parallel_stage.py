from queue import Queue
from threading import Thread

END = object()


def feed(numbers):
    for number in range(6):
        numbers.put(number)
    numbers.put(END)


def square(numbers, squares):
    while (number := numbers.get()) is not END:
        squares.put(number * number)
    numbers.put(END)


def close_after(workers, squares):
    for worker in workers:
        worker.join()
    squares.put(END)


def main():
    numbers, squares = Queue(maxsize=2), Queue(maxsize=2)
    queues = (numbers, squares)
    workers = [Thread(target=square, args=queues) for _ in range(2)]
    feeder = Thread(target=feed, args=(numbers,))
    closer = Thread(target=close_after, args=(workers, squares))
    for thread in (feeder, *workers):
        thread.start()
    closer.start()
    print(sorted(iter(squares.get, END)))
    feeder.join()
    closer.join()


if __name__ == "__main__":
    main()
