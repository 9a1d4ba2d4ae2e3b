from threading import Lock, Thread


class Account:
    def __init__(self):
        self._lock = Lock()
        self.balance = 0
        self.history = []

    def record(self, text):
        with self._lock:
            self.history.append(text)

    def deposit(self, amount):
        with self._lock:
            self.balance += amount
            self.record(f"deposit {amount}")


def main():
    account = Account()
    teller = Thread(target=account.deposit, args=(50,), daemon=True)
    teller.start()
    teller.join(timeout=0.2)
    print("teller still waits:", teller.is_alive())
    print("history:", account.history)


if __name__ == "__main__":
    main()
