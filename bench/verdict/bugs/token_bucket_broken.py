import threading


class Bucket:
    def __init__(self, tokens):
        self.lock = threading.Lock()
        self.tokens = tokens

    def take(self):
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True


bucket = Bucket(1)
granted = []


def client():
    if bucket.take():
        granted.append(1)


threads = [threading.Thread(target=work) for work in (client, client)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert len(granted) == 1, f"{len(granted)} granted"
