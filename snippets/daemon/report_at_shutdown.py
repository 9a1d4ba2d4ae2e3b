# requires: python 3.12
from threading import Thread


class Report:
    def __init__(self, owner):
        self.owner, self.sent = owner, False

    def send(self):
        worker = Thread(target=print, args=(f"{self.owner}: sent",))
        worker.start()
        worker.join()
        self.sent = True

    def __del__(self):
        if not self.sent:
            try:
                self.send()
            except RuntimeError as error:
                print(f"{self.owner}: RuntimeError: {error}")


_forgotten = Report("forgotten")


def main():
    closed = Report("closed")
    closed.send()
    print("main: ends")


if __name__ == "__main__":
    main()
