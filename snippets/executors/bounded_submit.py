from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore, Event


class BoundedPool(ThreadPoolExecutor):
    def __init__(self, max_workers, unfinished):
        if unfinished < 1:
            raise ValueError("unfinished must be at least 1")
        super().__init__(max_workers)
        self._permits = BoundedSemaphore(unfinished)

    def submit(self, fn, /, *args, **kwargs):
        self._permits.acquire()
        try:
            future = super().submit(fn, *args, **kwargs)
        except BaseException:
            self._permits.release()
            raise
        future.add_done_callback(lambda _: self._permits.release())
        return future


def main():
    gate = Event()
    with ThreadPoolExecutor(max_workers=2) as pool:
        futures = [pool.submit(gate.wait) for _ in range(20)]
        print("unbounded:", sum(not f.done() for f in futures))
        gate.set()

    futures, peak = [], 0
    with BoundedPool(max_workers=2, unfinished=4) as pool:
        for number in range(20):
            futures.append(pool.submit(pow, number, 2))
            peak = max(peak, sum(not f.done() for f in futures))
    print("bounded, at most 4:", peak <= 4)
    print("last result:", futures[-1].result())


if __name__ == "__main__":
    main()
