from threading import Barrier, BrokenBarrierError, Lock, Thread

guard = Lock()


def count(words, counts):
    for word in words:
        with guard:
            counts[word] = counts.get(word, 0) + 1


class Meeting(Barrier):
    def wait(self):
        try:
            super().wait(timeout=1)
        except BrokenBarrierError:
            pass


class SlowCounts(dict):
    both_read = Meeting(2)

    def get(self, word, default=None):
        found = super().get(word, default)
        if word == "a":
            self.both_read.wait()
        return found


def main():
    counts = SlowCounts()
    texts = (["a", "b"], ["a", "c"])
    threads = [Thread(target=count, args=(text, counts)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("expected 2 times a, got", counts["a"], "times a")


if __name__ == "__main__":
    main()
