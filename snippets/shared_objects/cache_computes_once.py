from concurrent.futures import Future
from threading import Lock, Thread


class CacheOnce:
    def __init__(self, compute):
        self.compute, self.lock, self.futures = compute, Lock(), {}

    def __call__(self, key):
        with self.lock:
            first = key not in self.futures
            future = self.futures.setdefault(key, Future())
        if first:
            try:
                future.set_result(self.compute(key))
            except BaseException as error:
                with self.lock:
                    del self.futures[key]
                future.set_exception(error)
        return future.result()


def main():
    computed = []

    def load(name):
        computed.append(name)
        return name.upper()

    cached = CacheOnce(load)
    threads = [Thread(target=cached, args=("a",)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("computed:", computed)


if __name__ == "__main__":
    main()
