from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Condition


class ReadWriteLock(Condition):
    readers = 0

    @contextmanager
    def reading(self):
        with self:
            self.readers += 1
        try:
            yield
        finally:
            with self:
                self.readers -= 1
                self.notify_all()

    def write(self, function, *args):
        with self:
            self.wait_for(lambda: self.readers == 0)
            return function(*args)


def main():
    lock, table = ReadWriteLock(), {}
    with ThreadPoolExecutor() as pool, lock.reading():
        with lock.reading():
            print("readers at once:", lock.readers)
        missing = "a" not in table
        if missing:
            for value in (1, 2):
                pool.submit(lock.write, table.setdefault, "a", value)
        print("while somebody reads:", table)
    print("afterwards:", list(table))


if __name__ == "__main__":
    main()
