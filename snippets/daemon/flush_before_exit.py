from queue import Queue
from threading import Thread


class Journal:
    def __init__(self):
        self.page = []
        self._lines = Queue()
        self._writer = Thread(target=self._write, name="writer")
        self._writer.start()

    def add(self, line):
        self._lines.put(line)

    def close(self):
        self._lines.put(None)
        self._writer.join()

    def _write(self):
        while (line := self._lines.get()) is not None:
            self.page.append(line)


def main():
    journal = Journal()
    for number in range(100):
        journal.add(f"line {number}")
    journal.close()
    print(len(journal.page), "lines written")
    print("the last one is", journal.page[-1])


if __name__ == "__main__":
    main()
