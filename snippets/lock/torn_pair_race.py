from threading import Event, Lock, Thread


class Accounts:
    def __init__(self):
        self._lock = Lock()
        self.checking, self.savings = 100, 0
        self.halfway, self.go_on = Event(), Event()

    def save(self, amount):
        with self._lock:
            self.checking -= amount
            self.halfway.set()
            self.go_on.wait()
            self.savings += amount

    def total(self):
        return self.checking + self.savings


def main():
    accounts = Accounts()
    writer = Thread(target=accounts.save, args=(30,))
    writer.start()
    accounts.halfway.wait()
    print("expected 100, halfway", accounts.total())
    accounts.go_on.set()
    writer.join()
    print("expected 100, at the end", accounts.total())


if __name__ == "__main__":
    main()
