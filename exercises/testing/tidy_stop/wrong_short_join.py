import threading
import time
from threading import Event, Thread


class Poller:
    def __init__(self):
        self.stopping, self.closed = Event(), False
        self.thread = None

    def start(self):
        if self.thread is not None:
            raise RuntimeError("already started")
        self.thread = Thread(target=self.poll, name="poller")
        self.thread.start()

    def poll(self):
        while not self.stopping.is_set():
            time.sleep(0.5)
        self.closed = True

    def stop(self):
        self.stopping.set()
        self.thread.join(timeout=0.01)


def main():
    poller = Poller()
    poller.start()
    poller.stop()
    print("expected ['MainThread'], got", [thread.name for thread in threading.enumerate()])


if __name__ == "__main__":
    main()
