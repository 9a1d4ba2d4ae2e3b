import threading
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread

TASKS = 24


def count_threads():
    others = set(threading.enumerate()) - {threading.main_thread()}
    return len({thread.native_id for thread in others})


def one_thread_each(gate):
    threads = [Thread(target=gate.wait) for _ in range(TASKS)]
    for thread in threads:
        thread.start()
    at_once = count_threads()
    gate.set()
    for thread in threads:
        thread.join()
    return at_once


def pool_of_four(gate):
    with ThreadPoolExecutor(max_workers=4) as pool:
        futures = [pool.submit(gate.wait) for _ in range(TASKS)]
        at_once = count_threads()
        gate.set()
    assert all(future.result() for future in futures)
    return at_once


def main():
    for way in (one_thread_each, pool_of_four):
        print(f"{way.__name__}: {TASKS} tasks, {way(Event())} threads")


if __name__ == "__main__":
    main()
