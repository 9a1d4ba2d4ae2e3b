from threading import Lock, local


class Held(local):
    def __init__(self):
        self.locks = []


class RankedLock:
    held = Held()

    def __init__(self, name, rank):
        self.name, self.rank = name, rank
        self._lock = Lock()

    def __enter__(self):
        for lock in self.held.locks:
            if lock.rank >= self.rank:
                raise RuntimeError(f"{self.name} after {lock.name}")
        self._lock.acquire()
        self.held.locks.append(self)

    def __exit__(self, *exc_info):
        self.held.locks.remove(self)
        self._lock.release()


def main():
    config, log = RankedLock("config", 1), RankedLock("log", 2)
    with config, log:
        print("config, then log: fine")
    try:
        with log, config:
            print("never printed")
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
