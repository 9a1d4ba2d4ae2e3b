import threading


class Future:
    def __init__(self):
        self.lock = threading.Lock()
        self.state = "pending"

    def cancel(self):
        with self.lock:
            if self.state == "pending":
                self.state = "cancelled"

    def set_result(self):
        with self.lock:
            if self.state != "pending":
                raise RuntimeError(f"the future is {self.state}")
            self.state = "finished"

    def set_unless_cancelled(self):
        with self.lock:
            if self.state == "pending":
                self.state = "finished"


future = Future()


threads = [threading.Thread(target=work) for work in (future.set_unless_cancelled, future.cancel)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert future.state in ("finished", "cancelled")
