from threading import Condition, Event, Thread


class OneBitTimer:
    def __init__(self):
        self.cond = Condition()
        self._flag = 0

    def tick(self):
        with self.cond:
            self._flag ^= 1
            self.cond.notify_all()

    def wait_for_tick(self, inside):
        with self.cond:
            seen = self._flag
            inside.set()
            while seen == self._flag:
                self.cond.wait()


def main():
    timer, inside = OneBitTimer(), Event()
    waiter = Thread(target=timer.wait_for_tick, args=(inside,))
    waiter.start()
    inside.wait()
    with timer.cond:
        timer.tick()
        timer.tick()
    waiter.join(timeout=0.2)
    print("2 ticks: expected awake, still waits:", waiter.is_alive())
    timer.tick()
    waiter.join(timeout=10)
    print("3 ticks: still waits:", waiter.is_alive())


if __name__ == "__main__":
    main()
