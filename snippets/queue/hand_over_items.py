from queue import Queue
from threading import Thread


def produce(items):
    for number in range(3):
        items.put(number)


def main():
    items = Queue()
    producer = Thread(target=produce, args=(items,), name="producer")
    producer.start()
    for _ in range(3):
        print("got", items.get())
    producer.join()


if __name__ == "__main__":
    main()
