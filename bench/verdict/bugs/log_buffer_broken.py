import threading


class BufferedHandler:
    def __init__(self):
        self.lock = threading.Lock()
        self.buffer = []
        self.sent = []

    def emit(self, record):
        with self.lock:
            self.buffer.append(record)

    def flush(self):
        records = list(self.buffer)
        self.buffer = []
        self.sent.extend(records)


handler = BufferedHandler()
handler.emit("first")


def application():
    handler.emit("second")


threads = [threading.Thread(target=work) for work in (application, handler.flush)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
handler.flush()
assert handler.sent == ["first", "second"], handler.sent
