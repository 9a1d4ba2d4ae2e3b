class FakeClock:
    def __init__(self):
        self.now = 0

    def sleep(self, span):
        self.now += max(0, span) + 2


def sleep_each_time(clock, interval, count):
    for number in range(1, count + 1):
        clock.sleep(interval)
        yield clock.now - number * interval


def sleep_until_due(clock, interval, count):
    due = clock.now
    for _ in range(count):
        due += interval
        clock.sleep(due - clock.now)
        yield clock.now - due


def main():
    for way in (sleep_each_time, sleep_until_due):
        late = list(way(FakeClock(), interval=10, count=6))
        print(f"{way.__name__}: late by {late}")


if __name__ == "__main__":
    main()
