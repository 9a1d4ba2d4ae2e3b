import time
from threading import Condition, Thread


class Mailbox:
    def __init__(self):
        self.changed = Condition()
        self.letter = None

    def send(self, letter):
        with self.changed:
            if self.letter is not None:
                self.changed.wait()
            self.letter = letter
            self.changed.notify_all()

    def take(self):
        with self.changed:
            while self.letter is None:
                self.changed.wait()
            letter, self.letter = self.letter, None
            self.changed.notify_all()
            return letter


def main():
    box, got = Mailbox(), []
    readers = [Thread(target=lambda: got.append(box.take()), daemon=True) for _ in "AB"]
    for reader in readers:
        reader.start()
    while len(box.changed._waiters) < 2:
        time.sleep(0.01)
    for letter in ("one", "two"):
        box.send(letter)
        for reader in readers:
            reader.join(timeout=0.5)
    print("expected ['one', 'two'], got", sorted(got, key=str))


if __name__ == "__main__":
    main()
