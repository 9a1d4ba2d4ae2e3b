from concurrent.futures import Future
from threading import Event, Thread


def in_background(call):
    future = Future()
    future.set_running_or_notify_cancel()

    def run():
        try:
            value = call()
        except Exception as error:
            future.set_exception(error)
        else:
            future.set_result(value)

    Thread(target=run).start()
    return future


def main():
    asked = Event()
    future = in_background(lambda: asked.wait(timeout=0.5) and 42)
    print("expected not yet, got", "done already" if future.done() else "not yet")
    asked.set()
    print("expected 42, got", future.result())


if __name__ == "__main__":
    main()
