# requires: python 3.12
import threading
from threading import Event, Thread

calls = []


def step(number):
    return number * number


def work(started, go_on):
    started.set()
    go_on.wait()
    return step(7)


def note(frame, event, argument):
    if frame.f_code.co_filename == __file__:
        who = threading.current_thread().name
        calls.append(f"{who} calls {frame.f_code.co_name}")


def main():
    started, go_on = Event(), Event()
    worker = Thread(target=work, args=(started, go_on), name="worker")
    worker.start()
    started.wait()
    threading.settrace_all_threads(note)
    go_on.set()
    worker.join()
    threading.settrace_all_threads(None)
    print(calls)


if __name__ == "__main__":
    main()
