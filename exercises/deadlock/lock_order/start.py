from threading import Barrier, BrokenBarrierError, Lock, Thread


class Account:
    def __init__(self, name, balance):
        self.name, self.balance = name, balance
        self.lock = Lock()


def transfer(source, target, amount):
    with source.lock:
        with target.lock:
            source.balance -= amount
            target.balance += amount


class Meeting(Barrier):
    def wait(self):
        try:
            super().wait(timeout=1)
        except BrokenBarrierError:
            pass


class SlowLock:
    both_hold_one = Meeting(2)

    def __init__(self):
        self.lock = Lock()

    def acquire(self, *args, **kwargs):
        got_it = self.lock.acquire(*args, **kwargs)
        self.both_hold_one.wait()
        return got_it

    def release(self):
        self.lock.release()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()


def main():
    tea, rice = Account("tea", 10), Account("rice", 10)
    tea.lock, rice.lock = SlowLock(), SlowLock()
    threads = [
        Thread(target=transfer, args=(tea, rice, 3), name="A", daemon=True),
        Thread(target=transfer, args=(rice, tea, 1), name="B", daemon=True),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=2)
    print("expected 8 12, got", tea.balance, rice.balance)


if __name__ == "__main__":
    main()
