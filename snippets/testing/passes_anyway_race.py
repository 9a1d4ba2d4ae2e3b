from threading import Thread


class Account:
    def __init__(self, balance):
        self.balance = balance

    def withdraw(self, amount):
        if 0 <= amount <= self.balance:
            self.balance -= amount


def check_two_at_once():
    account = Account(100)
    threads = [
        Thread(target=account.withdraw, args=(80,)) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert account.balance == 20, f"balance {account.balance}"


def main():
    for _ in range(10):
        check_two_at_once()
    print("10 of 10 runs passed")


if __name__ == "__main__":
    main()
