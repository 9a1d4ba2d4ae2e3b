import time
from threading import Event, Lock, Thread


class Poller:
    def __init__(self, read):
        self.lock, self.ending = Lock(), Event()
        self.read, self.values, self.thread = read, [], None

    def start(self):
        with self.lock:
            if self.thread is not None:
                raise RuntimeError("already started")
            self.thread = Thread(target=self.poll, name="poller")
            self.thread.start()

    def poll(self):
        while not self.ending.is_set():
            value = self.read()
            with self.lock:
                self.values.append(value)

    def stop(self):
        self.ending.set()
        self.thread.join()
        with self.lock:
            self.thread = None


def main():
    reading = Event()

    def read():
        reading.set()
        time.sleep(0.02)
        return 21

    poller = Poller(read)
    poller.start()
    reading.wait()
    stopper = Thread(target=poller.stop, daemon=True)
    stopper.start()
    stopper.join(timeout=2)
    print("expected stopped, got", "stuck" if stopper.is_alive() else "stopped")


if __name__ == "__main__":
    main()
