from queue import Empty, Queue
from threading import Event, Thread


def deaf(inbox, stop, ready):
    while not stop.is_set():
        ready.set()
        inbox.get()


def attentive(inbox, stop, ready):
    while not stop.is_set():
        ready.set()
        try:
            inbox.get(timeout=0.02)
        except Empty:
            continue


def main():
    for work, patience in ((deaf, 0.1), (attentive, 10)):
        stop, ready = Event(), Event()
        worker = Thread(
            target=work, args=(Queue(), stop, ready), daemon=True
        )
        worker.start()
        ready.wait()
        stop.set()
        worker.join(timeout=patience)
        print(f"{work.__name__}: still alive {worker.is_alive()}")


if __name__ == "__main__":
    main()
