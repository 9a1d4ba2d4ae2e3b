import weakref
from queue import SimpleQueue
from threading import Thread


class Connection:
    pass


def report(closed):
    while (name := closed.get()) is not None:
        print("closed:", name)


def main():
    closed = SimpleQueue()
    reporter = Thread(target=report, args=(closed,), name="reporter")
    reporter.start()

    connection = Connection()
    weakref.finalize(connection, closed.put, "db-1")
    del connection

    closed.put(None)
    reporter.join()
    for name in ("put", "get", "qsize", "full", "task_done", "join"):
        print(f"{name:<10}{hasattr(closed, name)}")


if __name__ == "__main__":
    main()
