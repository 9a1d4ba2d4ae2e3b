import threading


class Pool:
    is_open = True

    def connection(self):
        if not self.is_open:
            raise RuntimeError("the pool is closed")
        return "connection"


class Pools:
    def __init__(self):
        self.lock = threading.Lock()
        self.by_name = {}

    def connection(self, name):
        with self.lock:
            return self.by_name.setdefault(name, Pool()).connection()

    def close_all(self):
        with self.lock:
            while self.by_name:
                self.by_name.popitem()[1].is_open = False


pools = Pools()


def check():
    assert pools.connection("main") == "connection"


threads = [threading.Thread(target=work) for work in (check, pools.close_all)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
