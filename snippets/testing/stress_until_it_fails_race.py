import sys
from threading import Barrier, Thread


class Account:
    def __init__(self, balance):
        self.balance = balance

    def withdraw(self, amount):
        if self.balance >= amount:
            self.balance = int(self.balance) - amount


def books_are_wrong(crowd, times):
    account = Account(crowd * times)
    start = Barrier(crowd)

    def hammer():
        start.wait()
        for _ in range(times):
            account.withdraw(1)

    threads = [Thread(target=hammer) for _ in range(crowd)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return account.balance != 0


def main():
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    found = any(books_are_wrong(2, 10**n) for n in range(2, 7))
    sys.setswitchinterval(usual)
    print("money was lost or made:", found)


if __name__ == "__main__":
    main()
