from concurrent.futures import CancelledError, ThreadPoolExecutor
from threading import Event


def work(started, gate):
    started.set()
    gate.wait()
    return "done"


def main():
    started, gate = Event(), Event()
    pool = ThreadPoolExecutor(max_workers=1)
    running = pool.submit(work, started, gate)
    second = pool.submit(work, started, gate)
    third = pool.submit(work, started, gate)
    started.wait()
    print("cancel the running one:", running.cancel())
    print("cancel one that waits:", second.cancel())
    try:
        second.result()
    except CancelledError as error:
        print("its result:", type(error).__name__)

    pool.shutdown(wait=False, cancel_futures=True)
    print("third cancelled:", third.cancelled())
    gate.set()
    print("running one:", running.result())
    print("cancel the finished one:", running.cancel())
    pool.shutdown()


if __name__ == "__main__":
    main()
