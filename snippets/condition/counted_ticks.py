from threading import Condition, Thread


class TickCounter:
    def __init__(self):
        self._ticks = 0
        self._cond = Condition()

    def tick(self):
        with self._cond:
            self._ticks += 1
            self._cond.notify_all()

    def wait_beyond(self, seen):
        with self._cond:
            self._cond.wait_for(lambda: self._ticks > seen)
            return self._ticks


def follow(counter, numbers, said):
    while len(said) < len(numbers):
        ticks = counter.wait_beyond(len(said))
        said[:] = numbers[:ticks]


def main():
    counter, down, up = TickCounter(), [], []
    jobs = [(counter, [3, 2, 1], down), (counter, [0, 1, 2, 3, 4], up)]
    threads = [Thread(target=follow, args=job) for job in jobs]
    for thread in threads:
        thread.start()
    for _ in range(5):
        counter.tick()
    for thread in threads:
        thread.join()
    print("down:", down, "up:", up)


if __name__ == "__main__":
    main()
