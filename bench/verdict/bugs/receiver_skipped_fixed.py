import threading


class Signal:
    def __init__(self):
        self.lock = threading.Lock()
        self.receivers = []

    def connect(self, receiver):
        with self.lock:
            self.receivers.append(receiver)

    def disconnect(self, receiver):
        with self.lock:
            self.receivers.remove(receiver)

    def emit(self):
        with self.lock:
            receivers = list(self.receivers)
        for receiver in receivers:
            receiver()


signal = Signal()
called = []


def first():
    called.append("first")


def last():
    called.append("last")


signal.connect(first)
signal.connect(last)


def leaver():
    signal.disconnect(first)


threads = [threading.Thread(target=work) for work in (signal.emit, leaver)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert "last" in called, called
