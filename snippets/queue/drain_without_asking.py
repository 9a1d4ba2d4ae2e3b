from queue import Empty, Queue
from threading import Thread


def drain(items, taken):
    while True:
        try:
            taken.append(items.get(block=False))
        except Empty:
            return


def main():
    items = Queue()
    for number in range(10):
        items.put(number)

    shares = [[], []]
    drainers = [Thread(target=drain, args=(items, s)) for s in shares]
    for drainer in drainers:
        drainer.start()
    for drainer in drainers:
        drainer.join()
    print("together:", sorted(shares[0] + shares[1]))
    print("shares in order:", all(s == sorted(s) for s in shares))


if __name__ == "__main__":
    main()
