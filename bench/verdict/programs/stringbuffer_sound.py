# sound
import threading


class Buffer:
    def __init__(self, text):
        self.lock = threading.RLock()
        self.text = text

    def length(self):
        with self.lock:
            return len(self.text)

    def characters(self, end):
        with self.lock:
            assert end <= len(self.text), "past the end"
            return self.text[:end]

    def clear(self):
        with self.lock:
            self.text = ""

    def append(self, other):
        with self.lock, other.lock:
            end = other.length()
            self.text += other.characters(end)


one, two = Buffer("a"), Buffer("bc")
threads = [threading.Thread(target=one.append, args=(two,)), threading.Thread(target=two.clear)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
