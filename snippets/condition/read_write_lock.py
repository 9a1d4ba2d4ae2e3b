from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Condition


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
    both = Barrier(2, lambda: print("readers at once:", lock.readers))

    def look_up(value):
        with lock.reading():
            both.wait()
        return lock.write(table.setdefault, "a", value)

    with ThreadPoolExecutor() as pool:
        print("different values:", len(set(pool.map(look_up, (1, 2)))))


if __name__ == "__main__":
    main()
