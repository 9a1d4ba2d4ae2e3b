import time
from queue import Empty, Queue
from threading import Event, Thread


class Journal:
    def __init__(self, page):
        self.page, self.lines, self.stop = page, Queue(), Event()
        self.writer = Thread(target=self.write, name="writer", daemon=True)
        self.writer.start()

    def add(self, line):
        self.lines.put(line)

    def write(self):
        while not self.stop.is_set():
            try:
                self.page.append(self.lines.get(timeout=0.1))
            except Empty:
                continue

    def close(self):
        while not self.lines.empty():
            pass
        self.stop.set()


class SlowPage(list):
    def append(self, line):
        time.sleep(0.2)
        super().append(line)


def main():
    page = SlowPage()
    journal = Journal(page)
    for line in ("one", "two", "three"):
        journal.add(line)
    journal.close()
    print("expected ['one', 'two', 'three'], got", page)


if __name__ == "__main__":
    main()
