from threading import Barrier, Thread


class BoxOffice:
    def __init__(self, tickets):
        self.left = tickets
        self.sold_to = []
        self.both_have_checked = Barrier(2)

    def sell(self, buyer):
        if self.left > 0:
            self.both_have_checked.wait()
            self.left -= 1
            self.sold_to.append(buyer)


def main():
    office = BoxOffice(tickets=1)
    names = ("Ann", "Bo")
    buyers = [Thread(target=office.sell, args=(n,)) for n in names]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()
    print("tickets: 1, sold:", len(office.sold_to))


if __name__ == "__main__":
    main()
