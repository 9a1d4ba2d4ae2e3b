import threading


class ReadWriteLock:
    def __init__(self):
        self.free = threading.Condition()
        self.readers = 0

    def read(self):
        with self.free:
            self.readers += 1

    def done(self):
        with self.free:
            self.readers -= 1
            self.free.notify_all()

    def write(self):
        self.free.acquire()
        while self.readers:
            self.free.wait()

    def written(self):
        self.free.notify_all()
        self.free.release()


lock = ReadWriteLock()
values = {}


def cached():
    lock.read()
    missing = "key" not in values
    lock.done()
    if missing:
        lock.write()
        values["key"] = 1
        lock.written()


threads = [threading.Thread(target=work) for work in (cached, cached)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert values == {"key": 1}
