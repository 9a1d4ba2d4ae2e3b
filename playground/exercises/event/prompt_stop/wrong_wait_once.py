import time
from threading import Event, Thread


def poll(stop, seen):
    seen.append("looked")
    stop.wait()


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
