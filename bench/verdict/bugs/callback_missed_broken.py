import threading


class ResponseFuture:
    def __init__(self):
        self.lock = threading.Lock()
        self.is_done = False
        self.callback = None

    def add_callback(self, callback):
        if self.is_done:
            callback()
        else:
            self.callback = callback

    def set_result(self):
        with self.lock:
            self.is_done = True
            callback = self.callback
        if callback is not None:
            callback()


future = ResponseFuture()
called = []


def client():
    future.add_callback(lambda: called.append(1))


threads = [threading.Thread(target=work) for work in (client, future.set_result)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert called == [1], "the callback was never called"
