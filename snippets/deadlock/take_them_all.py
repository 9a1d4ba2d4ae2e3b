from contextlib import ExitStack, contextmanager
from threading import Lock, Thread


@contextmanager
def all_of(*locks):
    with ExitStack() as held:
        for lock in sorted(set(locks), key=id):
            held.enter_context(lock)
        yield


def main():
    left, right, done = Lock(), Lock(), []

    def work(*locks):
        for _ in range(5):
            with all_of(*locks):
                pass
        done.append("done")

    orders = ((left, right), (right, left), (left, left))
    threads = [Thread(target=work, args=order) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"{len(done)} of {len(threads)} got through")


if __name__ == "__main__":
    main()
