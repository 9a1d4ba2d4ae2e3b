import threading

open_files = {3}


class File:
    def __init__(self, number):
        self.lock = threading.Lock()
        self.number = number
        self.closed = False

    def close(self):
        with self.lock:
            if not self.closed:
                open_files.remove(self.number)
                self.closed = True


file = File(3)


def owner():
    file.close()


threads = [threading.Thread(target=work) for work in (owner, owner)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert not open_files
