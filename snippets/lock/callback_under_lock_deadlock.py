from threading import Lock, Thread


class Thermometer:
    def __init__(self):
        self._lock = Lock()
        self._listeners = []
        self._degrees = 20

    def subscribe(self, listener):
        with self._lock:
            self._listeners.append(listener)

    def read(self):
        with self._lock:
            return self._degrees

    def update(self, degrees):
        with self._lock:
            self._degrees = degrees
            for listener in self._listeners:
                listener()


def main():
    sensor, shown = Thermometer(), []
    sensor.subscribe(lambda: shown.append(sensor.read()))
    updater = Thread(target=sensor.update, args=(25,), daemon=True)
    updater.start()
    updater.join(timeout=0.2)
    print("updater still waits:", updater.is_alive())
    print("shown:", shown)


if __name__ == "__main__":
    main()
