import threading
from threading import Thread


def shout(text):
    print(f"shout({text!r}) ran")


def report(failure):
    kind = failure.exc_type.__name__
    print(f"{failure.thread.name}: {kind}: {failure.exc_value}")


def main():
    threading.excepthook = report
    workers = [
        Thread(target=shout, args=("text"), name="no comma"),
        Thread(target=shout, args=("text",), name="tuple"),
        Thread(target=shout, args=["text"], name="list"),
        Thread(target=shout, kwargs={"text": "text"}, name="keyword"),
    ]
    for worker in workers:
        worker.start()
        worker.join()


if __name__ == "__main__":
    main()
