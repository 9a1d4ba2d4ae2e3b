from threading import Barrier, BrokenBarrierError, Lock, Thread


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


class Meeting(Barrier):
    def wait(self):
        try:
            super().wait(timeout=1)
        except BrokenBarrierError:
            pass


class SlowWallet(Wallet):
    all_looked = Meeting(3)

    def balance(self):
        found = super().balance()
        self.all_looked.wait()
        return found


def main():
    wallet, paid = SlowWallet(5), []
    buyers = [Thread(target=lambda: paid.append(wallet.pay(2))) for _ in "ABC"]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()
    print("expected 1 left, got", wallet.money, "left")


if __name__ == "__main__":
    main()
