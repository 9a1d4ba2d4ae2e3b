from threading import Event, Lock, Thread


class Poller:
    def __init__(self):
        self._lock = Lock()
        self._stop = Event()
        self._thread = None
        self.polls = 0

    def start(self):
        with self._lock:
            if self._thread is not None:
                raise RuntimeError("already started")
            self._thread = Thread(target=self._run)
            self._thread.start()

    def _run(self):
        while not self._stop.wait(timeout=0.01):
            with self._lock:
                self.polls += 1

    def stop(self):
        self._stop.set()
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join()


def main():
    poller = Poller()
    poller.start()
    poller.stop()
    poller.stop()
    print("stopped, and stopping twice is harmless")


if __name__ == "__main__":
    main()
