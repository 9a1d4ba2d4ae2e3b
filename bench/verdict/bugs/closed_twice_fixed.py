import threading


class Pool:
    def __init__(self):
        self.lock = threading.Lock()
        self.connections = ["shared"]

    def response_closed(self, connection):
        with self.lock:
            if connection in self.connections:
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
