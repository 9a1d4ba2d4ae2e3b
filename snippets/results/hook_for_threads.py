import sys
import threading
from threading import Thread

failures = []


def note(args):
    name = args.thread.name if args.thread else "unknown"
    kind = args.exc_type.__name__
    failures.append(f"{name}: {kind}: {args.exc_value}")


def run(name, target, argument):
    thread = Thread(target=target, args=(argument,), name=name)
    thread.start()
    thread.join()


def main():
    threading.excepthook = note
    run("parser", int, "many")
    run("leaver", sys.exit, "enough")

    threading.excepthook = threading.__excepthook__
    run("late leaver", sys.exit, "enough")

    for failure in failures:
        print(failure)
    print("main should exit with code", 1 if failures else 0)


if __name__ == "__main__":
    main()
