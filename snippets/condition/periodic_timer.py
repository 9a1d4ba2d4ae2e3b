from math import inf
from threading import Condition, Event, Thread
from time import monotonic


class PeriodicTimer(Thread):
    def __init__(self, interval):
        super().__init__(name="timer")
        self._interval, self._ticks = interval, 0
        self._cond, self._ending = Condition(), Event()

    def run(self):
        due = monotonic()
        while self._ticks < inf:
            due += self._interval
            ended = self._ending.wait(max(0, due - monotonic()))
            with self._cond:
                self._ticks = inf if ended else self._ticks + 1
                self._cond.notify_all()

    def wait_beyond(self, seen):
        with self._cond:
            self._cond.wait_for(lambda: self._ticks > seen)
            return self._ticks

    def stop(self):
        self._ending.set()
        self.join()


def main():
    timer = PeriodicTimer(0.01)
    timer.start()
    print("two ticks:", timer.wait_beyond(timer.wait_beyond(0)) >= 2)
    timer.stop()
    print("beyond the last tick:", timer.wait_beyond(10**9))


if __name__ == "__main__":
    main()
