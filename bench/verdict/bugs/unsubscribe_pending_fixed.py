import queue
import threading


class PubSub:
    def __init__(self):
        self.lock = threading.Lock()
        self.wire = queue.Queue()
        self.channels = {"news"}
        self.pending = set()

    def unsubscribe(self, channel):
        with self.lock:
            self.pending.add(channel)
        self.wire.put(("unsubscribed", channel))

    def handle(self):
        _, channel = self.wire.get()
        with self.lock:
            if channel in self.pending:
                self.pending.remove(channel)
                self.channels.remove(channel)


pubsub = PubSub()


def stop():
    pubsub.unsubscribe("news")


threads = [threading.Thread(target=work) for work in (pubsub.handle, stop)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert not pubsub.channels, "still subscribed"
