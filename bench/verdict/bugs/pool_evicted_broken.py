import threading

SIZE = 1


class Pool:
    closed = False

    def connect(self):
        assert not self.closed, "the pool is closed"


class Manager:
    def __init__(self):
        self.lock = threading.Lock()
        self.pools = {}

    def pool(self, host):
        with self.lock:
            if host not in self.pools:
                if len(self.pools) == SIZE:
                    oldest = next(iter(self.pools))
                    self.pools.pop(oldest).closed = True
                self.pools[host] = Pool()
            return self.pools[host]

    def connect(self, host):
        self.pool(host).connect()


manager = Manager()


def one():
    manager.connect("one.example")


def other():
    manager.connect("other.example")


threads = [threading.Thread(target=work) for work in (one, other)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
