from threading import Lock, Thread


class Wallet:
    def __init__(self, money):
        self.lock = Lock()
        self.money = money

    def balance(self):
        with self.lock:
            return self.money

    def pay(self, price):
        with Lock():
            if self.balance() < price:
                return False
            self.money -= price
            return True


def main():
    wallet, paid = Wallet(5), []
    buyers = [Thread(target=lambda: paid.append(wallet.pay(2))) for _ in "ABC"]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()
    print("paid:", sorted(paid), "left:", wallet.balance())


if __name__ == "__main__":
    main()
