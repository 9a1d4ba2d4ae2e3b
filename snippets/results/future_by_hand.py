from concurrent.futures import Future, InvalidStateError
from threading import Thread


def parse(text, future):
    try:
        future.set_result(int(text))
    except BaseException as error:
        future.set_exception(error)


def main():
    for text in ("42", "many"):
        future = Future()
        future.set_running_or_notify_cancel()
        thread = Thread(target=parse, args=(text, future))
        thread.start()
        error = future.exception()
        print(f"{text!r}: exception() returned {error!r}")
        if error is None:
            print(f"{text!r}: result() returned {future.result()}")
        thread.join()

    try:
        future.set_result(0)
    except InvalidStateError:
        print("set again: InvalidStateError")


if __name__ == "__main__":
    main()
