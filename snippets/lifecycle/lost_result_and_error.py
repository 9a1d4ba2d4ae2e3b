import threading
from threading import Thread


def parse(text):
    return int(text)


def report(failure):
    kind = failure.exc_type.__name__
    print(f"{failure.thread.name} died: {kind}: {failure.exc_value}")


def main():
    threading.excepthook = report
    for text in ("42", "many"):
        worker = Thread(target=parse, args=(text,), name="parser")
        worker.start()
        print(f"join() for {text!r} returned {worker.join()}")


if __name__ == "__main__":
    main()
