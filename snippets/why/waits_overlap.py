from threading import Barrier, Thread
from time import monotonic_ns, sleep


def ask(began, ended, all_waiting=None):
    began.append(monotonic_ns())
    if all_waiting:
        all_waiting.wait()
    sleep(0.05)
    ended.append(monotonic_ns())


def in_sequence(began, ended):
    for _ in range(3):
        ask(began, ended)


def in_threads(began, ended):
    args = (began, ended, Barrier(3))
    threads = [Thread(target=ask, args=args) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main():
    for way in (in_sequence, in_threads):
        began, ended = [], []
        way(began, ended)
        waited = sum(ended) - sum(began)
        passed = max(ended) - min(began)
        print(f"{way.__name__}: {len(ended)} answers")
        print("  waited longer than time passed:", waited > passed)


if __name__ == "__main__":
    main()
