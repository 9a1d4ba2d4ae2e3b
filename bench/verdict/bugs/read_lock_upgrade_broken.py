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

    def upgrade(self):
        self.free.acquire()
        while self.readers > 1:
            self.free.wait()
        self.readers -= 1

    def written(self):
        self.free.notify_all()
        self.free.release()


lock = ReadWriteLock()
values = {}


def cached():
    lock.read()
    missing = "key" not in values
    if missing:
        lock.upgrade()
        values["key"] = 1
        lock.written()
    else:
        lock.done()


threads = [threading.Thread(target=work) for work in (cached, cached)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert values == {"key": 1}
