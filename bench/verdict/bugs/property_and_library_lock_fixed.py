import threading

library = threading.RLock()


class Dataset:
    def __init__(self):
        self.kind = None

    def extent(self):
        with library:
            if self.kind is None:
                self.kind = "simple"
            return self.kind

    def read(self):
        with library:
            return self.extent()


dataset = Dataset()


def direct():
    assert dataset.extent() == "simple"


def reader():
    assert dataset.read() == "simple"


threads = [threading.Thread(target=work) for work in (direct, reader)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
