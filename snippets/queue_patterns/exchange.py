from contextlib import contextmanager
from queue import Queue
from threading import Lock, Thread


class Exchange:
    def __init__(self):
        self._lock, self._inboxes = Lock(), []

    @contextmanager
    def subscribed(self):
        inbox = Queue()
        with self._lock:
            self._inboxes.append(inbox)
        try:
            yield inbox
        finally:
            with self._lock:
                self._inboxes.remove(inbox)

    def send(self, message):
        with self._lock:
            for inbox in self._inboxes:
                inbox.put(message)


def main():
    news = Exchange()
    with news.subscribed() as early:
        with news.subscribed() as late:
            sender = Thread(target=news.send, args=("one",))
            sender.start()
            sender.join()
        news.send("two")
    print("early:", [early.get() for _ in range(early.qsize())])
    print("late:", [late.get() for _ in range(late.qsize())])


if __name__ == "__main__":
    main()
