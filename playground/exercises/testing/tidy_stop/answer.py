import threading
from threading import Event, Thread


class Poller:
    def __init__(self):
        self.stopping, self.closed = Event(), False

    def start(self):
        self.thread = Thread(target=self.poll, name="poller")
        self.thread.start()

    def poll(self):
        while not self.stopping.wait(timeout=0.05):
            pass
        self.closed = True

    def stop(self):
        self.stopping.set()
        self.thread.join()


def main():
    poller = Poller()
    poller.start()
    poller.stop()
    print([thread.name for thread in threading.enumerate()])


if __name__ == "__main__":
    main()
