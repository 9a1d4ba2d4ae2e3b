from threading import Lock, Thread


class BoxOffice:
    def __init__(self, tickets):
        self._lock = Lock()
        self.left = tickets
        self.sold_to = []

    def sell(self, buyer):
        with self._lock:
            if self.left > 0:
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
    print("left:", office.left)


if __name__ == "__main__":
    main()
