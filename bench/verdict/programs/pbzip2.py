# broken
import threading


class Queue:
    def __init__(self):
        self.lock = threading.Lock()
        self.items = []


queue = Queue()
done = threading.Event()


def produce():
    with queue.lock:
        queue.items.append("block")
    done.set()


def consume():
    done.wait()
    with queue.lock:
        queue.items.pop()


threads = [threading.Thread(target=work) for work in (produce, consume)]
for thread in threads:
    thread.start()
threads[0].join()
queue.lock = None
threads[1].join()
