import threading

MOST = 2


class QueuePool:
    def __init__(self):
        self.lock = threading.Lock()
        self.overflow = 0

    def connect(self):
        if self.overflow >= MOST:
            return None
        self.overflow += 1
        return object()

    def close(self):
        self.overflow -= 1


pool = QueuePool()


def client():
    if pool.connect() is not None:
        pool.close()


threads = [threading.Thread(target=work) for work in (client, client)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert pool.overflow == 0, pool.overflow
