import threading


class Deadline:
    def __init__(self):
        self.lock = threading.Lock()
        self.cancelled = False
        self.fired = False

    def fire(self):
        if not self.cancelled:
            with self.lock:
                self.fired = True

    def cancel(self):
        with self.lock:
            self.cancelled = True
            return not self.fired


deadline = Deadline()
in_time = []


def block():
    in_time.append(deadline.cancel())


threads = [threading.Thread(target=work) for work in (deadline.fire, block)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert in_time[0] != deadline.fired, "cancelled, and fired"
