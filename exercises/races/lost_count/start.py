from threading import Barrier, BrokenBarrierError, Thread

count = 0


def add(times):
    global count
    for _ in range(times):
        count += 1


class Meeting(Barrier):
    def wait(self):
        try:
            super().wait(timeout=1)
        except BrokenBarrierError:
            pass


class SlowNumber(int):
    both_read = Meeting(2)

    def __add__(self, other):
        self.both_read.wait()
        return SlowNumber(int(self) + other)


def main():
    global count
    count = SlowNumber(0)
    threads = [Thread(target=add, args=(2,), name=name) for name in "AB"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("expected 4, got", count)


if __name__ == "__main__":
    main()
