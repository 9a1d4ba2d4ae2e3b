import time
from threading import Event, Thread


def wait_at(gate, timeout, answers):
    answers.append(gate.wait(timeout))


def waiting(gate):
    return len(gate._cond._waiters)


def main():
    gate = Event()
    early, late = [], []
    threads = [
        Thread(target=wait_at, args=(gate, 10, early)) for _ in range(5)
    ]
    for thread in threads:
        thread.start()
    while waiting(gate) < 5:
        time.sleep(0.01)
    gate.set()
    gate.clear()
    latecomer = Thread(target=wait_at, args=(gate, 0.05, late))
    latecomer.start()
    for thread in [*threads, latecomer]:
        thread.join()
    print("waiting before set():", early)
    print("came after clear():", late)
    print("the flag:", gate.is_set())


if __name__ == "__main__":
    main()
