import sys
from threading import Barrier, Lock, Thread

STEPS = 50
counter = 0
counter_lock = Lock()


def add_many(start):
    global counter
    start.wait()
    for _ in range(STEPS):
        with counter_lock:
            counter = int(counter) + 1


def one_round():
    global counter
    counter = 0
    start = Barrier(2)
    threads = [Thread(target=add_many, args=(start,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return counter


def main():
    sys.setswitchinterval(1e-6)
    rounds = [one_round() for _ in range(3)]
    print("an update was lost:", any(n < 2 * STEPS for n in rounds))


if __name__ == "__main__":
    main()
