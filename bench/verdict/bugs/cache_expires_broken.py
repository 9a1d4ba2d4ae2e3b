import threading


class Cache:
    def __init__(self):
        self.lock = threading.Lock()
        self.values = {"key": "value"}
        self.expires = {"key": 1}

    def get(self, key, now):
        if key not in self.values:
            return None
        if self.expires[key] <= now:
            return None
        return self.values[key]

    def clean(self, now):
        with self.lock:
            for key in [key for key, end in self.expires.items() if end <= now]:
                del self.expires[key]
                del self.values[key]


cache = Cache()


def reader():
    assert cache.get("key", now=0) in (None, "value")


def cleaner():
    cache.clean(now=2)


threads = [threading.Thread(target=work) for work in (reader, cleaner)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
