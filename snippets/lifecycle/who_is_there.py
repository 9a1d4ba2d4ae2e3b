import threading
from threading import Event, Thread, current_thread, main_thread


def where():
    me = current_thread()
    print(f"{me.name}: is the main thread: {me is main_thread()}")


def main():
    where()
    gate = Event()
    over = Thread(target=where, name="over")
    waiting = Thread(target=gate.wait, name="waiting")
    fresh = Thread(target=gate.wait, name="not started")
    over.start()
    over.join()
    waiting.start()

    print("threads made:", [t.name for t in (over, waiting, fresh)])
    print("threads alive:", [t.name for t in threading.enumerate()])
    print("how many:", threading.active_count())
    gate.set()
    waiting.join()


if __name__ == "__main__":
    main()
