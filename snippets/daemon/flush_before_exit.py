from queue import Queue
from threading import Lock, Thread


class Journal:
    _END, _closed = object(), False

    def __init__(self):
        self.page, self._lines, self._lock = [], Queue(), Lock()
        self._writer = Thread(target=self._write, name="writer")
        self._writer.start()

    def add(self, line):
        with self._lock:
            if self._closed:
                raise ValueError("the journal is closed")
            self._lines.put(line)

    def close(self):
        with self._lock:
            self._closed = True
            self._lines.put(self._END)
        self._writer.join()

    def _write(self):
        while (line := self._lines.get()) is not self._END:
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
