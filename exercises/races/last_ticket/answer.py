from threading import Barrier, BrokenBarrierError, Lock, Thread


class BoxOffice:
    def __init__(self, tickets):
        self.left = tickets
        self.sold_to = []
        self.guard = Lock()

    def sell(self, buyer):
        with self.guard:
            if self.left > 0:
                self.left -= 1
                self.sold_to.append(buyer)


class Meeting(Barrier):
    def wait(self):
        try:
            super().wait(timeout=1)
        except BrokenBarrierError:
            pass


class SlowOffice(BoxOffice):
    both_looked = Meeting(2)

    @property
    def left(self):
        found = self.counted
        self.both_looked.wait()
        return found

    @left.setter
    def left(self, tickets):
        self.counted = tickets


def main():
    office = SlowOffice(tickets=1)
    buyers = [Thread(target=office.sell, args=(name,)) for name in "AB"]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()
    print("expected 1 sold, got", len(office.sold_to), "sold")


if __name__ == "__main__":
    main()
