from threading import Lock, Thread


class Account:
    def __init__(self, name, balance):
        self.name, self.balance = name, balance
        self.lock = Lock()


def transfer(source, target, amount):
    with source.lock:
        with target.lock:
            source.balance -= amount
            target.balance += amount


def main():
    tea, rice = Account("tea", 10), Account("rice", 10)
    threads = [
        Thread(target=transfer, args=(tea, rice, 3), name="A"),
        Thread(target=transfer, args=(rice, tea, 1), name="B"),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(tea.balance, rice.balance)


if __name__ == "__main__":
    main()
