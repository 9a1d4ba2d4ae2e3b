from threading import Event, Lock, Thread


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
    checked, go_on = Event(), Event()

    def stop_here():
        checked.set()
        go_on.wait()

    first = Thread(target=office.sell, args=(stop_here,))
    second = Thread(target=office.sell)
    first.start()
    checked.wait()
    second.start()
    second.join()
    go_on.set()
    first.join()
    return office.sold == 1


def main():
    print("expected False for Broken, got", sells_once(Broken()), "for Broken")
    print("expected True for Sound, got", sells_once(Sound()), "for Sound")


if __name__ == "__main__":
    main()
