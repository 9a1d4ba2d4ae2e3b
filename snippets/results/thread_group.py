from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from threading import Event


@contextmanager
def thread_group(most=8):
    stop, futures = Event(), []

    def stop_if_failed(future):
        if future.exception() is not None:
            stop.set()

    def start(function):
        future = pool.submit(function, stop)
        future.add_done_callback(stop_if_failed)
        futures.append(future)

    with ThreadPoolExecutor(max_workers=most) as pool:
        try:
            yield start
            wait(futures)
        finally:
            stop.set()
    errors = [e for f in futures if (e := f.exception()) is not None]
    if errors:
        raise BaseExceptionGroup("the group failed", errors)


def main():
    try:
        with thread_group() as start:
            start(lambda stop: print("viewer stops:", stop.wait()))
            start(lambda stop: int("many"))
    except* ValueError as found:
        print("main:", found.exceptions[0])


if __name__ == "__main__":
    main()
