from queue import Queue
from threading import Thread


def receive(inbox, got):
    while (basket := inbox.get()) is not None:
        got.append(len(basket))


def same(basket):
    return basket


def main():
    for label, wrap in (("same list", same), ("a copy", list)):
        inbox, got, basket = Queue(), [], []
        for fruit in ("apple", "pear", "fig"):
            basket.append(fruit)
            inbox.put(wrap(basket))
        inbox.put(None)
        reader = Thread(target=receive, args=(inbox, got))
        reader.start()
        reader.join()
        print(f"{label}: sizes received {got}")


if __name__ == "__main__":
    main()
