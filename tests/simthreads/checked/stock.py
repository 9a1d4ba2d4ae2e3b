"""A reader's module, with a class that two threads may break."""

import threading


class Stock:
    def __init__(self, count):
        self.count = count

    def take(self):
        if self.count > 0:
            self.count -= 1
            return True
        return False


class GuardedStock(Stock):
    def __init__(self, count):
        super().__init__(count)
        self.lock = threading.Lock()

    def take(self):
        with self.lock:
            return super().take()
