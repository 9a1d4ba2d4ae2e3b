import threading


class Credentials:
    def __init__(self):
        self.lock = threading.Lock()
        self.key = None
        self.frozen = None

    def refresh(self):
        self.key = "key"
        self.frozen = (self.key, "secret")

    def get(self):
        with self.lock:
            if self.frozen is None:
                self.refresh()
            return self.frozen


credentials = Credentials()


def request():
    assert credentials.get() is not None, "no credentials"


threads = [threading.Thread(target=work) for work in (request, request)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
