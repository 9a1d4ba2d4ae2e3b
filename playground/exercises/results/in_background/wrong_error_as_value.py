import time
from concurrent.futures import Future
from threading import Thread


def in_background(call):
    future = Future()

    def run():
        try:
            future.set_result(call())
        except Exception as error:
            future.set_result(error)

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
