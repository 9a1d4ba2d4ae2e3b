import threading


class Socket:
    closed = 0

    def close(self):
        self.closed += 1


class Connection:
    def __init__(self):
        self.lock = threading.Lock()
        self.socket = Socket()

    def disconnect(self):
        with self.lock:
            socket, self.socket = self.socket, None
        if socket is not None:
            socket.close()


connection = Connection()
socket = connection.socket


def worker():
    connection.disconnect()


threads = [threading.Thread(target=work) for work in (worker, worker)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert socket.closed == 1, socket.closed
