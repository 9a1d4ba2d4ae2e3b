from threading import Lock, Thread


class Accounts:
    def __init__(self):
        self._lock = Lock()
        self._checking, self._savings = 100, 0

    def save(self, amount):
        with self._lock:
            self._checking -= amount
            self._savings += amount

    def total(self):
        with self._lock:
            return self._checking + self._savings


def main():
    accounts, seen = Accounts(), []
    writers = [
        Thread(target=accounts.save, args=(10,)) for _ in range(5)
    ]
    for writer in writers:
        writer.start()
        seen.append(accounts.total())
    for writer in writers:
        writer.join()
    seen.append(accounts.total())
    print("totals seen:", set(seen))


if __name__ == "__main__":
    main()
