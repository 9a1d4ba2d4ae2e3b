import threading


class Credentials:
    def __init__(self):
        self.lock = threading.Lock()
        self.access, self.secret = "access 1", "secret 1"

    def refresh(self):
        with self.lock:
            self.access, self.secret = "access 2", "secret 2"

    def sign(self):
        return self.access, self.secret


credentials = Credentials()
signed = []


def request():
    signed.append(credentials.sign())


threads = [threading.Thread(target=work) for work in (request, credentials.refresh)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
access, secret = signed[0]
assert access[-1] == secret[-1], signed
