import threading


class LazyModule:
    def __init__(self):
        self.lock = threading.RLock()
        self.names = {}
        self.loaded = False

    def load(self):
        self.loaded = True
        self.names["answer"] = 42

    def get(self, name):
        with self.lock:
            if not self.loaded:
                self.load()
            return self.names[name]


module = LazyModule()


def user():
    assert module.get("answer") == 42


threads = [threading.Thread(target=work) for work in (user, user)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
