from queue import Queue
from threading import Event, Thread

ITEMS = 50


def produce(items, sizes, consumer_may_start):
    for number in range(ITEMS):
        if number == items.maxsize != 0:
            consumer_may_start.set()
        items.put(number)
        sizes.append(items.qsize())
    consumer_may_start.set()


def consume(items, consumer_may_start):
    consumer_may_start.wait()
    for _ in range(ITEMS):
        items.get()


def longest_queue(maxsize):
    items, sizes, start = Queue(maxsize), [], Event()
    producer = Thread(target=produce, args=(items, sizes, start))
    consumer = Thread(target=consume, args=(items, start))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return max(sizes)


def main():
    print("unbounded: at most", longest_queue(0), "items waiting")
    print("maxsize=3: at most", longest_queue(3), "items waiting")


if __name__ == "__main__":
    main()
