import sys
from threading import Barrier, Thread

counter = 0


def add_many(steps, start):
    global counter
    start.wait()
    for _ in range(steps):
        counter = int(counter) + 1


def lost_in(steps):
    global counter
    counter = 0
    both = (steps, Barrier(2))
    threads = [Thread(target=add_many, args=both) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return 2 * steps - counter


def main():
    sys.setswitchinterval(1e-6)
    rounds = (lost_in(10**n) for n in range(2, 7))
    print("an update was lost:", any(rounds))


if __name__ == "__main__":
    main()
