import signal
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Event, Thread


def serve(stop):
    stop.wait()
    print("server: closed its connections")


def next_signal(received):
    while True:
        with suppress(Empty):
            return signal.Signals(received.get(timeout=0.2))


def run_until_signal(received, stop):
    server = Thread(target=serve, args=(stop,), name="server")
    server.start()
    try:
        print("main: received", next_signal(received).name)
    finally:
        stop.set()
        server.join()


def main():
    received, stop = SimpleQueue(), Event()
    usual = signal.signal(signal.SIGTERM, lambda n, _: received.put(n))
    try:
        signal.raise_signal(signal.SIGTERM)
        run_until_signal(received, stop)
    finally:
        signal.signal(signal.SIGTERM, usual)


if __name__ == "__main__":
    main()
