import signal
from threading import Lock

lock = Lock()
requests = {"open": 2}


def stop(number, frame):
    print("handler: wants the lock")
    if lock.acquire(timeout=0.1):
        requests.clear()
        lock.release()
    else:
        print("handler: would have waited forever")


def main():
    usual = signal.signal(signal.SIGTERM, stop)
    try:
        with lock:
            print("main: has the lock")
            signal.raise_signal(signal.SIGTERM)
            print("main: goes on")
    finally:
        signal.signal(signal.SIGTERM, usual)


if __name__ == "__main__":
    main()
