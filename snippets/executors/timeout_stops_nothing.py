from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from threading import Event


def work(started, gate):
    started.put("work")
    gate.wait()
    return "done"


def main():
    started, gate = Queue(), Event()
    with ThreadPoolExecutor(max_workers=2) as pool:
        future = pool.submit(work, started, gate)
        started.get()
        try:
            future.result(timeout=0.05)
        except TimeoutError as error:
            print("result:", type(error).__name__)
        print("still running:", future.running())

        results = pool.map(work, [started], [gate], timeout=0.05)
        started.get()
        try:
            next(results)
        except TimeoutError as error:
            print("map:", type(error).__name__)

        gate.set()
        print("asked again:", future.result())


if __name__ == "__main__":
    main()
