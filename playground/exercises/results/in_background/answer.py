import time
from concurrent.futures import Future
from threading import Thread


def in_background(call):
    future = Future()
    future.set_running_or_notify_cancel()

    def run():
        try:
            value = call()
        except BaseException as error:
            future.set_exception(error)
        else:
            future.set_result(value)

    Thread(target=run).start()
    return future


def slow_answer():
    time.sleep(0.05)
    return 42


def main():
    future = in_background(slow_answer)
    print("asked, done:", future.done())
    print("the answer:", future.result())


if __name__ == "__main__":
    main()
