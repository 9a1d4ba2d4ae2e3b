import threading


class WorkQueue:
    def __init__(self):
        self.ready = threading.Condition()
        self.items = []

    def put(self, item):
        with self.ready:
            self.items.append(item)
            self.ready.notify()

    def get(self):
        with self.ready:
            while not self.items:
                self.ready.wait()
            return self.items.pop()


work = WorkQueue()


def producer():
    work.put("item")


def consumer():
    assert work.get() == "item"


threads = [threading.Thread(target=work) for work in (producer, consumer)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
