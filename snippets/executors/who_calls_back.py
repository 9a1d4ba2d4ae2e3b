import logging
from concurrent.futures import ThreadPoolExecutor
from threading import Event, current_thread


class Short(logging.Handler):
    def emit(self, record):
        print("log:", type(record.exc_info[1]).__name__)


def main():
    logging.getLogger("concurrent.futures").addHandler(Short())
    gate, called = Event(), []

    def note(future):
        called.append((current_thread().name, future.cancelled()))

    def fail(future):
        raise ValueError("in a callback")

    with ThreadPoolExecutor(1, "cook") as pool:
        running, waiting = pool.submit(gate.wait), pool.submit(len, "")
        waiting.add_done_callback(note)
        waiting.cancel()
        print("on cancel:", called.pop())
        running.add_done_callback(fail)
        running.add_done_callback(note)
        gate.set()
    print("on completion:", called.pop())
    running.add_done_callback(note)
    print("added too late:", called.pop())


if __name__ == "__main__":
    main()
