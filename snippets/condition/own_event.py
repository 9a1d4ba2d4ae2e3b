from threading import Condition, Thread


class OwnEvent:
    def __init__(self):
        self._cond = Condition()
        self._flag = False

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        with self._cond:
            return self._cond.wait_for(lambda: self._flag, timeout)


def main():
    event, answers = OwnEvent(), []
    waiters = [
        Thread(target=lambda: answers.append(event.wait(timeout=10)))
        for _ in range(3)
    ]
    for waiter in waiters:
        waiter.start()
    print("before set():", event.wait(timeout=0.05), answers)
    event.set()
    for waiter in waiters:
        waiter.join()
    print("after set():", event.wait(), answers)


if __name__ == "__main__":
    main()
