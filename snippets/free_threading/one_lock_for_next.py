from threading import Lock, Thread


class Serialized:
    def __init__(self, iterable):
        self._iterator, self._guard = iter(iterable), Lock()

    def __iter__(self):
        return self

    def __next__(self):
        with self._guard:
            return next(self._iterator)


def squares(count):
    for number in range(count):
        yield number * number


def take(source, taken):
    for item in source:
        taken.append(item)


def main():
    source, taken = Serialized(squares(30)), []
    threads = [
        Thread(target=take, args=(source, taken)) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("taken:", len(taken), "different:", len(set(taken)))


if __name__ == "__main__":
    main()
