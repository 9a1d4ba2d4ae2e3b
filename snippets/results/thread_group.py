from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from threading import Event


@contextmanager
def thread_group(most=8):
    stop, futures = Event(), []

    def start(function):
        future = pool.submit(function, stop)
        future.add_done_callback(lambda f: f.exception() and stop.set())
        futures.append(future)

    with ThreadPoolExecutor(max_workers=most) as pool:
        try:
            yield start
            wait(futures)
        finally:
            stop.set()
    errors = [e for future in futures if (e := future.exception())]
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
