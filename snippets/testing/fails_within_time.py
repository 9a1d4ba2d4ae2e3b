from concurrent.futures import Future
from queue import Queue
from threading import Thread


def within(seconds, function, *args):
    outcome, name = Future(), getattr(function, "__name__", "call")

    def run():
        try:
            outcome.set_result(function(*args))
        except BaseException as error:
            outcome.set_exception(error)

    Thread(target=run, name=name, daemon=True).start()
    try:
        return outcome.result(timeout=seconds)
    except TimeoutError:
        if outcome.done():
            return outcome.result()
    raise AssertionError(f"{name} hangs")


def takes_an_item(jobs):
    return jobs.get()


def main():
    full, empty = Queue(), Queue()
    full.put("job 1")
    print("passed:", within(10, takes_an_item, full))
    try:
        within(0.1, takes_an_item, empty)
    except AssertionError as error:
        print("failed:", error)


if __name__ == "__main__":
    main()
