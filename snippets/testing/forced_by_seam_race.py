from threading import Event, Thread


class Account:
    def __init__(self, balance):
        self.balance = balance

    def withdraw(self, amount, seam=lambda: None):
        if 0 <= amount <= self.balance:
            seam()
            self.balance -= amount


def balance_after_an_interruption():
    account = Account(100)
    checked, go_on = Event(), Event()

    def stop_here():
        checked.set()
        go_on.wait()

    first = Thread(target=account.withdraw, args=(80, stop_here))
    second = Thread(target=account.withdraw, args=(80,))
    first.start()
    checked.wait()
    second.start()
    second.join(timeout=0.5)
    go_on.set()
    first.join()
    second.join()
    return account.balance


def main():
    print("expected 20, got", balance_after_an_interruption())


if __name__ == "__main__":
    main()
