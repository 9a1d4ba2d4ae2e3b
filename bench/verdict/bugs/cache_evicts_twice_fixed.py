import threading

SIZE = 2


class Cache:
    def __init__(self):
        self.lock = threading.Lock()
        self.items = {"old": 0, "older": 0}

    def put(self, key, value):
        with self.lock:
            if len(self.items) >= SIZE:
                self.evict()
            self.items[key] = value

    def evict(self):
        oldest = next(iter(self.items))
        del self.items[oldest]


cache = Cache()


def one():
    cache.put("one", 1)


def two():
    cache.put("two", 2)


threads = [threading.Thread(target=work) for work in (one, two)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert cache.items == {"one": 1, "two": 2}, cache.items
