import threading


class Pool:
    closed = False

    def request(self):
        assert not self.closed, "the pool is closed"


class Manager:
    def __init__(self):
        self.lock = threading.Lock()
        self.pools = {}

    def pool(self, host):
        found = self.pools.get(host)
        if found is None:
            found = self.store(host, Pool())
        return found

    def store(self, host, pool):
        with self.lock:
            old = self.pools.get(host)
            self.pools[host] = pool
            if old is not None:
                old.closed = True
        return pool


manager = Manager()


def client():
    manager.pool("example.org").request()


threads = [threading.Thread(target=work) for work in (client, client)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
