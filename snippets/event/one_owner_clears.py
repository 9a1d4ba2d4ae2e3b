from collections import deque
from threading import Event, Thread

END = object()


def collect(inbox, arrived, received):
    while True:
        arrived.wait()
        arrived.clear()
        while inbox:
            item = inbox.popleft()
            if item is END:
                return
            received.append(item)


def main():
    inbox, arrived = deque(), Event()
    received = []
    args = (inbox, arrived, received)
    collector = Thread(target=collect, args=args, name="collector")
    collector.start()
    for item in ["a", "b", "c", "d", END]:
        inbox.append(item)
        arrived.set()
    collector.join()
    print("sent 4, received", len(received), received)


if __name__ == "__main__":
    main()
