from concurrent.futures import Future
from queue import Queue
from threading import Thread


class OwnPool:
    def __init__(self, size):
        self._jobs = Queue()
        self._threads = [Thread(target=self._work) for _ in range(size)]
        for thread in self._threads:
            thread.start()

    def submit(self, function, *args):
        self._jobs.put((future := Future(), function, args))
        return future

    def _work(self):
        for future, function, args in iter(self._jobs.get, None):
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(function(*args))
                except BaseException as error:
                    future.set_exception(error)

    def close(self):
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()


def main():
    pool = OwnPool(size=2)
    good, bad = pool.submit(divmod, 17, 5), pool.submit(divmod, 17, 0)
    pool.close()
    print(good.result(), type(bad.exception()).__name__)


if __name__ == "__main__":
    main()
