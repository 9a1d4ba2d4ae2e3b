from threading import Lock

lock = Lock()
closed = []


class Connection:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        if lock.acquire(timeout=0.1):
            closed.append(self.name)
            lock.release()
        else:
            print(f"{self.name}: would have waited forever")


def main():
    connections = {"a": Connection("a"), "b": Connection("b")}
    del connections["a"]
    print("closed without the lock held:", closed)
    with lock:
        del connections["b"]
    print("closed with the lock held:", closed)
    closed.clear()


if __name__ == "__main__":
    main()
