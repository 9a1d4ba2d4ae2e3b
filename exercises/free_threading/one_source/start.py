import time
from threading import Barrier, Thread


def tickets(count):
    for number in range(count):
        time.sleep(0.05)
        yield 100 + number


def take_all(source, taken):
    for ticket in source:
        taken.append(ticket)


def main():
    source, taken, ended, both = tickets(4), [], [], Barrier(2)

    def take():
        both.wait()
        take_all(source, taken)
        ended.append("ended")

    threads = [Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("expected 2 finished threads, got", len(ended), "finished threads")


if __name__ == "__main__":
    main()
