from queue import Queue
from threading import Thread

END = object()


def feed(texts, outbox):
    for text in texts:
        outbox.put(text)
    outbox.put(END)


def stage(function, inbox, outbox):
    while (item := inbox.get()) is not END:
        outbox.put(function(item))
    outbox.put(END)


def square(number):
    return number * number


def main():
    texts, numbers, squares = (Queue(maxsize=2) for _ in range(3))
    threads = [
        Thread(target=feed, args=("12345", texts)),
        Thread(target=stage, args=(int, texts, numbers)),
        Thread(target=stage, args=(square, numbers, squares)),
    ]
    for thread in threads:
        thread.start()
    while (number := squares.get()) is not END:
        print(number)
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
