from contextlib import contextmanager
from threading import BoundedSemaphore, Thread


class Pool:
    def __init__(self, connections):
        self._free = list(connections)
        if not self._free:
            raise ValueError("no connection to lend")
        self._permits = BoundedSemaphore(len(self._free))

    @contextmanager
    def borrow(self):
        with self._permits:
            connection = self._free.pop()
            try:
                yield connection
            finally:
                self._free.append(connection)


def ask(pool, used):
    with pool.borrow() as connection:
        used.append(connection)


def main():
    pool, used = Pool(["db-1", "db-2"]), []
    threads = [Thread(target=ask, args=(pool, used)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("answers:", len(used))
    with pool.borrow() as one, pool.borrow() as two:
        print("still in the pool:", sorted([one, two]))


if __name__ == "__main__":
    main()
