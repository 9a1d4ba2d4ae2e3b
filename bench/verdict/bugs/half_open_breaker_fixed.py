import threading


class Breaker:
    def __init__(self):
        self.lock = threading.Lock()
        self.state = "half open"
        self.trials = 0

    def allows(self):
        with self.lock:
            if self.state == "open":
                return False
            if self.state == "half open":
                self.state = "trying"
                return True
            return self.state == "closed"

    def call(self):
        if self.allows():
            with self.lock:
                self.trials += 1


breaker = Breaker()


def caller():
    breaker.call()


threads = [threading.Thread(target=work) for work in (caller, caller)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert breaker.trials == 1, breaker.trials
