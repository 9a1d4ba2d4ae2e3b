from threading import Lock, Thread


class Account:
    def __init__(self, number, balance):
        self.number, self.balance = number, balance
        self.lock = Lock()


def transfer(source, target, amount):
    if source is target:
        return
    accounts = (source, target)
    first, second = sorted(accounts, key=lambda a: (a.number, id(a)))
    with first.lock, second.lock:
        source.balance -= amount
        target.balance += amount


def transfer_often(source, target):
    for _ in range(20):
        transfer(source, target, 1)


def main():
    a, b = Account(1, 100), Account(2, 100)
    threads = [
        Thread(target=transfer_often, args=pair)
        for pair in ((a, b), (b, a), (a, b))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("balances:", a.balance, b.balance)
    print("total:", a.balance + b.balance)


if __name__ == "__main__":
    main()
