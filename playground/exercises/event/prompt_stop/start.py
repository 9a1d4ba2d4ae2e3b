import time
from threading import Event, Thread


def poll(stop, seen):
    while not stop.is_set():
        seen.append("looked")
        time.sleep(5)


def main():
    stop, seen = Event(), []
    poller = Thread(target=poll, args=(stop, seen), name="poller")
    poller.start()
    time.sleep(0.1)
    stop.set()
    poller.join(timeout=1)
    print("still running:", poller.is_alive())
    poller.join()


if __name__ == "__main__":
    main()
