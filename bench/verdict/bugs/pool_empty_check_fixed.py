import queue
import threading


class ConnectionPool:
    def __init__(self):
        self.free = queue.Queue()
        self.free.put("kept")

    def get(self):
        try:
            return self.free.get_nowait()
        except queue.Empty:
            return "new"

    def put(self, connection):
        self.free.put(connection)


pool = ConnectionPool()
used = []


def client():
    used.append(pool.get())


threads = [threading.Thread(target=work) for work in (client, client)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert sorted(used) == ["kept", "new"], used
