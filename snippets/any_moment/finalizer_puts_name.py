from queue import Empty, SimpleQueue
from threading import Lock

lock = Lock()
dropped = SimpleQueue()


class Connection:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        dropped.put(self.name)


def take_dropped():
    names = []
    try:
        while True:
            names.append(dropped.get_nowait())
    except Empty:
        return names


def main():
    connections = {"a": Connection("a"), "b": Connection("b")}
    del connections["a"]
    with lock:
        del connections["b"]
    print("to be closed:", take_dropped())


if __name__ == "__main__":
    main()
