from threading import Event, Thread


class Repeating:
    def __init__(self, action, interval):
        self._action = action
        self._interval = interval
        self._stop_requested = Event()
        self._thread = Thread(target=self._loop, name="repeating")

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop_requested.set()
        self._thread.join()

    def _loop(self):
        while not self._stop_requested.wait(self._interval):
            self._action()

    def is_running(self):
        return self._thread.is_alive()


def main():
    beat = Event()
    try:
        with Repeating(beat.set, 0.01) as heartbeat:
            beat.wait()
            print("inside: running", heartbeat.is_running())
            raise ValueError("the block failed")
    except ValueError as error:
        print(f"{error}: running", heartbeat.is_running())


if __name__ == "__main__":
    main()
