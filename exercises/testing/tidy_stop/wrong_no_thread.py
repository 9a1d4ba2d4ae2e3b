import threading
from threading import Event


class Poller:
    def __init__(self):
        self.stopping, self.closed = Event(), False
        self.thread = None

    def start(self):
        self.thread = None

    def stop(self):
        self.closed = True


def main():
    poller = Poller()
    poller.start()
    poller.stop()
    print("expected ['MainThread'], got", [thread.name for thread in threading.enumerate()])


if __name__ == "__main__":
    main()
