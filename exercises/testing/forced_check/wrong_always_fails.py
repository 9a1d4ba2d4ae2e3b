from threading import Lock, Thread


class Broken:
    def __init__(self):
        self.sold = 0

    def sell(self, seam=lambda: None):
        if self.sold < 1:
            seam()
            self.sold += 1


class Sound(Broken):
    def __init__(self):
        super().__init__()
        self.guard = Lock()

    def sell(self, seam=lambda: None):
        with self.guard:
            super().sell(seam)


def sells_once(office):
    office.sell()
    buyers = [Thread(target=office.sell) for _ in range(2)]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()
    return office.sold == 0


def main():
    print("expected False for Broken, got", sells_once(Broken()), "for Broken")
    print("expected True for Sound, got", sells_once(Sound()), "for Sound")


if __name__ == "__main__":
    main()
