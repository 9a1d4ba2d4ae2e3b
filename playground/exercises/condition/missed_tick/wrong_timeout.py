from threading import Condition, Thread


class Ticker:
    def __init__(self):
        self.changed = Condition()
        self.ticks = 0

    def tick(self):
        with self.changed:
            self.ticks += 1
            self.changed.notify_all()

    def wait_for_tick(self, seen):
        with self.changed:
            self.changed.wait(timeout=1)
            return self.ticks


def main():
    ticker = Ticker()
    waiter = Thread(target=ticker.wait_for_tick, args=(0,), name="waiter")
    waiter.start()
    ticker.tick()
    waiter.join()
    print("the tick was seen")


if __name__ == "__main__":
    main()
