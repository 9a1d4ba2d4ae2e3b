import threading


class WorkQueue:
    def __init__(self):
        self.ready = threading.Condition()
        self.items = []

    def put(self, item):
        self.items.append(item)
        with self.ready:
            self.ready.notify()

    def get(self):
        if not self.items:
            with self.ready:
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
