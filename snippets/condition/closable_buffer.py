from concurrent.futures import ThreadPoolExecutor
from threading import Condition


class ClosableBuffer:
    def __init__(self):
        self._cond, self._items, self._closed = Condition(), [], False

    def put(self, item):
        with self._cond:
            if self._closed:
                raise ValueError("the buffer is closed")
            self._items.append(item)
            self._cond.notify()

    def close(self):
        with self._cond:
            self._closed = True
            self._cond.notify_all()

    def get(self):
        with self._cond:
            self._cond.wait_for(lambda: self._items or self._closed)
            return self._items.pop(0) if self._items else None


def main():
    buffer, baskets = ClosableBuffer(), ([], [])
    with ThreadPoolExecutor() as pool:
        for basket in baskets:
            pool.submit(basket.extend, iter(buffer.get, None))
        for number in range(6):
            buffer.put(number)
        buffer.close()
    print("received:", sorted(baskets[0] + baskets[1]))


if __name__ == "__main__":
    main()
