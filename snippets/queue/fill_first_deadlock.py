from queue import Queue
from threading import Thread


def consume(items):
    for _ in range(3):
        items.get()


def fill_then_consume(items):
    for number in range(3):
        items.put(number)
    consumer = Thread(target=consume, args=(items,), name="consumer")
    consumer.start()
    consumer.join()


def main():
    filler = Thread(
        target=fill_then_consume,
        args=(Queue(maxsize=2),),
        name="filler",
        daemon=True,
    )
    filler.start()
    filler.join(timeout=0.2)
    print(filler.name, "still waiting:", filler.is_alive())


if __name__ == "__main__":
    main()
