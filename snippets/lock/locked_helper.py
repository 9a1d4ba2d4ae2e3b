from threading import Lock, Thread


class Account:
    def __init__(self):
        self._lock = Lock()
        self.balance = 0
        self.history = []

    def record(self, text):
        with self._lock:
            self._record_locked(text)

    def deposit(self, amount):
        with self._lock:
            self.balance += amount
            self._record_locked(f"deposit {amount}")

    def _record_locked(self, text):
        assert self._lock.locked()
        self.history.append(text)


def main():
    account = Account()
    teller = Thread(target=account.deposit, args=(50,))
    teller.start()
    teller.join()
    account.record("closed")
    print(account.balance, account.history)


if __name__ == "__main__":
    main()
