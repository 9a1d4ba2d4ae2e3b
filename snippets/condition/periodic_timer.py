from math import inf
from threading import Condition, Event, Thread
from time import monotonic


class PeriodicTimer(Thread):
    def __init__(self, interval):
        super().__init__(name="timer")
        self.interval, self.ticks = interval, 0
        self.cond, self.ending = Condition(), Event()

    def run(self):
        due = monotonic()
        while self.ticks < inf:
            due += self.interval
            ended = self.ending.wait(max(0, due - monotonic()))
            with self.cond:
                self.ticks = inf if ended else self.ticks + 1
                self.cond.notify_all()

    def wait_beyond(self, seen):
        with self.cond:
            self.cond.wait_for(lambda: self.ticks >= seen + 1)
            return self.ticks

    def stop(self):
        self.ending.set()
        self.join()


def main():
    timer = PeriodicTimer(0.01)
    timer.start()
    print("two ticks:", timer.wait_beyond(timer.wait_beyond(0)) >= 2)
    timer.stop()
    print("beyond the last tick:", timer.wait_beyond(inf))


if __name__ == "__main__":
    main()
