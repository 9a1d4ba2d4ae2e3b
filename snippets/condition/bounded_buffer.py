from threading import Condition, Lock, Thread


class BoundedBuffer:
    def __init__(self, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self._items, self._size, lock = [], size, Lock()
        self._room, self._stock = Condition(lock), Condition(lock)

    def put(self, item):
        with self._room:
            self._room.wait_for(lambda: len(self._items) < self._size)
            self._items.append(item)
            self._stock.notify()

    def get(self):
        with self._stock:
            self._stock.wait_for(lambda: self._items)
            self._room.notify()
            return self._items.pop(0)


def main():
    buffer = BoundedBuffer(2)

    def produce():
        for number in range(5):
            buffer.put(number)

    producer = Thread(target=produce, name="producer")
    producer.start()
    producer.join(timeout=0.1)
    print("producer waits:", producer.is_alive())
    print("received:", [buffer.get() for _ in range(5)])
    producer.join()


if __name__ == "__main__":
    main()
