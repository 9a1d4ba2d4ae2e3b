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
            if self.ticks == 0:
                self.changed.wait()
            return self.ticks


def main():
    ticker, seen = Ticker(), []
    ticker.tick()
    waiter = Thread(target=lambda: seen.append(ticker.wait_for_tick(0)), daemon=True)
    waiter.start()
    waiter.join(timeout=2)
    print("expected [1], got", seen)


if __name__ == "__main__":
    main()
