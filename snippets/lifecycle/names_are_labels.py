import re
import threading
from threading import Event, Thread


def wait_for(gate):
    gate.wait()


def main():
    gate = Event()
    unnamed = Thread(target=wait_for, args=(gate,))
    print("default name:", re.sub(r"\d+", "N", unnamed.name))

    twins = [
        Thread(target=wait_for, args=(gate,), name="twin")
        for _ in range(2)
    ]
    for twin in twins:
        twin.start()
    print("alive:", sorted(t.name for t in threading.enumerate()))

    twins[0].name = "elder"
    print("renamed:", sorted(t.name for t in threading.enumerate()))

    gate.set()
    for twin in twins:
        twin.join()
    print("alive:", [t.name for t in threading.enumerate()])


if __name__ == "__main__":
    main()
