from functools import lru_cache
from threading import Barrier, Thread

both_in = Barrier(2)
computed = []


@lru_cache
def load(name):
    computed.append(name)
    both_in.wait(timeout=5)
    return name.upper()


def main():
    threads = [Thread(target=load, args=("a",)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("computed:", computed)


if __name__ == "__main__":
    main()
