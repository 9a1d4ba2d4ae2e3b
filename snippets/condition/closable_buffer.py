from threading import Condition, Thread


class ClosableBuffer:
    def __init__(self):
        self._cond, self._items = Condition(), []
        self._closed = False

    def put(self, item):
        with self._cond:
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
    buffer, baskets, consumers = ClosableBuffer(), ([], []), []
    for basket in baskets:
        args = (iter(buffer.get, None),)
        consumers.append(Thread(target=basket.extend, args=args))
        consumers[-1].start()
    for number in range(6):
        buffer.put(number)
    buffer.close()
    for consumer in consumers:
        consumer.join()
    print("received:", sorted(baskets[0] + baskets[1]))


if __name__ == "__main__":
    main()
