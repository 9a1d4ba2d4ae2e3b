from concurrent.futures import Future
from queue import Queue
from threading import Thread


class OwnPool:
    def __init__(self):
        self._jobs = Queue()
        self._thread = Thread(target=self._work, name="worker", daemon=True)
        self._thread.start()

    def submit(self, function, *args):
        future = Future()
        self._jobs.put((future, function, args))
        return future

    def _work(self):
        while (job := self._jobs.get()) is not None:
            future, function, args = job
            try:
                result = function(*args)
            except Exception as error:
                future.set_exception(error)
            else:
                future.set_result(result)

    def close(self):
        self._jobs.put(None)
        self._thread.join()


def main():
    pool = OwnPool()
    pool.submit(divmod, 17, 0)
    later = pool.submit(divmod, 17, 5)
    try:
        got = later.result(timeout=2)
    except TimeoutError:
        got = "nothing"
    print("expected (3, 2), got", got)
    pool.close()


if __name__ == "__main__":
    main()
