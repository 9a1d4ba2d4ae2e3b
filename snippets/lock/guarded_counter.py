from threading import Lock, Thread


class Counter:
    def __init__(self):
        self._lock = Lock()
        self.value = 0

    def add(self):
        with self._lock:
            self.value = int(self.value) + 1


def add_many(counter):
    for _ in range(50):
        counter.add()


def main():
    counter = Counter()
    threads = [
        Thread(target=add_many, args=(counter,)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counter.value == 200, f"expected 200, got {counter.value}"
    print(f"expected 200, got {counter.value}")


if __name__ == "__main__":
    main()
