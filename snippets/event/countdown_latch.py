from threading import Event, Lock, Thread


class CountdownLatch:
    def __init__(self, count):
        if count < 0:
            raise ValueError("count must not be negative")
        self._count = count
        self._lock = Lock()
        self._zero = Event()
        if count == 0:
            self._zero.set()

    def count_down(self):
        with self._lock:
            self._count -= 1
            if self._count == 0:
                self._zero.set()

    def wait(self, timeout=None):
        return self._zero.wait(timeout)


def main():
    latch = CountdownLatch(3)
    workers = [Thread(target=latch.count_down) for _ in range(3)]
    for worker in workers[:2]:
        worker.start()
        worker.join()
    print("open after two:", latch.wait(timeout=0.05))
    workers[2].start()
    print("open after three:", latch.wait(timeout=10))
    workers[2].join()


if __name__ == "__main__":
    main()
