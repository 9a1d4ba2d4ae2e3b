from queue import Queue
from threading import Thread

END = object()


def feed(texts, outbox):
    for text in texts:
        outbox.put(text)
    outbox.put(END)


def stage(function, inbox, outbox):
    while (item := inbox.get()) is not END:
        if not isinstance(item, BaseException):
            try:
                item = function(item)
            except BaseException as error:
                item = error
        outbox.put(item)
    outbox.put(END)


def main():
    texts, numbers, squares = (Queue(maxsize=2) for _ in range(3))
    threads = [
        Thread(target=feed, args=("12x45", texts)),
        Thread(target=stage, args=(int, texts, numbers)),
        Thread(target=stage, args=(lambda n: n * n, numbers, squares)),
    ]
    for thread in threads:
        thread.start()
    for item in iter(squares.get, END):
        print(type(item).__name__, item)
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
