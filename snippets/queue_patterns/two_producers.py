# order: free
from queue import SimpleQueue
from threading import Thread


def produce(items, names):
    for name in names:
        items.put(name)


def main():
    items = SimpleQueue()
    producers = [
        Thread(target=produce, args=(items, names))
        for names in (("a1", "a2"), ("b1",))
    ]
    for producer in producers:
        producer.start()
    for _ in range(3):
        print("got", items.get())
    for producer in producers:
        producer.join()


if __name__ == "__main__":
    main()
