from threading import Lock, Thread


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


def main():
    office = BoxOffice(tickets=1)
    buyers = [Thread(target=office.sell, args=(name,)) for name in "AB"]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()
    print("sold:", len(office.sold_to), "left:", office.left)


if __name__ == "__main__":
    main()
