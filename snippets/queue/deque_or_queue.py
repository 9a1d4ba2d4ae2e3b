from collections import deque
from queue import Empty, Full, Queue


def main():
    window, buffer = deque(maxlen=2), Queue(maxsize=2)
    for number in range(3):
        window.append(number)
        try:
            buffer.put(number, block=False)
        except Full:
            print("Queue: Full at", number)
    print("deque: holds", list(window), "and dropped 0 silently")

    window.clear()
    try:
        window.popleft()
    except IndexError:
        print("deque: IndexError at once")

    buffer.get()
    buffer.get()
    try:
        buffer.get(timeout=0.05)
    except Empty:
        print("Queue: Empty after waiting")


if __name__ == "__main__":
    main()
