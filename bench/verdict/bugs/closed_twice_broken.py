import threading


class Pool:
    def __init__(self):
        self.lock = threading.Lock()
        self.connections = ["shared"]

    def is_ours(self, connection):
        with self.lock:
            return connection in self.connections

    def response_closed(self, connection):
        if self.is_ours(connection):
            self.remove(connection)

    def remove(self, connection):
        with self.lock:
            self.connections.remove(connection)


pool = Pool()


def stream():
    pool.response_closed("shared")


threads = [threading.Thread(target=work) for work in (stream, stream)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert not pool.connections
