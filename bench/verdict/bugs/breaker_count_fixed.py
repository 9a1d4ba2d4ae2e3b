import threading

THRESHOLD = 2


class Breaker:
    def __init__(self):
        self.lock = threading.Lock()
        self.failures = 0
        self.is_open = False

    def failed(self):
        with self.lock:
            self.failures += 1
            if self.failures >= THRESHOLD:
                self.is_open = True


breaker = Breaker()


def caller():
    breaker.failed()


threads = [threading.Thread(target=work) for work in (caller, caller)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert breaker.is_open, breaker.failures
