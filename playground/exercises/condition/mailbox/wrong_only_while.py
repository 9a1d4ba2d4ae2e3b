from threading import Condition, Thread


class Mailbox:
    def __init__(self):
        self.changed = Condition()
        self.letter = None

    def send(self, letter):
        with self.changed:
            while self.letter is not None:
                self.changed.wait()
            self.letter = letter
            self.changed.notify()

    def take(self):
        with self.changed:
            while self.letter is None:
                self.changed.wait()
            letter, self.letter = self.letter, None
            self.changed.notify()
            return letter


def main():
    box, got = Mailbox(), []
    reader = Thread(target=lambda: got.append(box.take()), name="reader")
    reader.start()
    box.send("hello")
    reader.join()
    print("got:", got)


if __name__ == "__main__":
    main()
