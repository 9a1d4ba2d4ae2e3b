import time
from threading import Barrier, BrokenBarrierError, Thread

DELAYS = {"a": 0.03, "b": 0.01, "c": 0.02}


def fetch(name):
    time.sleep(DELAYS[name])
    return f"page {name}"


def fetch_all(fetch, names):
    pages = [None] * len(names)

    def fetch_into(place):
        pages[place] = fetch(names[place])

    for place in range(len(names)):
        Thread(target=fetch_into, args=(place,)).start()
    return pages


def main():
    met, together = [], Barrier(3)

    def meet(name):
        try:
            together.wait(timeout=1)
            met.append(name)
        except BrokenBarrierError:
            pass
        return fetch(name)

    fetch_all(meet, ["a", "b", "c"])
    print("expected 3 at once, got", len(met), "at once")


if __name__ == "__main__":
    main()
