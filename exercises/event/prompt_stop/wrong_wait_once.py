import time
from threading import Event, Thread


def poll(stop, seen):
    seen.append("looked")
    stop.wait()


def main():
    stop, seen = Event(), []
    poller = Thread(target=poll, args=(stop, seen), name="poller", daemon=True)
    poller.start()
    time.sleep(0.1)
    stop.set()
    poller.join(timeout=2)
    print("expected ended, got", "still running" if poller.is_alive() else "ended")


if __name__ == "__main__":
    main()
