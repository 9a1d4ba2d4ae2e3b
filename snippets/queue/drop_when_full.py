from queue import Full, Queue
from threading import Thread


class Telemetry:
    def __init__(self, maxsize):
        self._samples = Queue(maxsize)
        self.dropped = 0

    def send(self, sample):
        try:
            self._samples.put(sample, block=False)
        except Full:
            self.dropped += 1

    def close(self):
        self._samples.put(None)

    def write(self, stored):
        while (sample := self._samples.get()) is not None:
            stored.append(sample)


def main():
    telemetry, stored = Telemetry(maxsize=4), []
    for sample in range(10):
        telemetry.send(sample)
    writer = Thread(target=telemetry.write, args=(stored,))
    writer.start()
    telemetry.close()
    writer.join()
    print("stored", stored, "dropped", telemetry.dropped)


if __name__ == "__main__":
    main()
