from threading import Barrier, Condition, Thread


class ReadLock:
    def __init__(self):
        self.changed, self.readers = Condition(), 0

    def enter(self):
        with self.changed:
            self.readers += 1

    def upgrade(self, timeout):
        with self.changed:
            return self.changed.wait_for(
                lambda: self.readers == 1, timeout
            )


def read_then_write(lock, both_read):
    lock.enter()
    both_read.wait()
    alone = lock.upgrade(timeout=0.1)
    print(f"may write: {alone}\n", end="")


def main():
    lock, both_read = ReadLock(), Barrier(2)
    args = (lock, both_read)
    threads = [
        Thread(target=read_then_write, args=args, daemon=True)
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
