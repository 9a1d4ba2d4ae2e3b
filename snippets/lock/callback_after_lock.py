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
            listeners = list(self._listeners)
        for listener in listeners:
            listener()


def main():
    sensor, shown = Thermometer(), []
    sensor.subscribe(lambda: shown.append(sensor.read()))
    updater = Thread(target=sensor.update, args=(25,))
    updater.start()
    updater.join()
    print("shown:", shown)


if __name__ == "__main__":
    main()
