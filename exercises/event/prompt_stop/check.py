import time
from threading import Thread


def check():
    stop, seen = Event(), []
    poller = Thread(target=poll, args=(stop, seen), name="polled for 12 s", daemon=True)
    began = time.monotonic()
    poller.start()
    time.sleep(12)
    assert len(seen) >= 3, "not_often"
    assert len(seen) <= 3, "too_often"
    stop.set()
    poller.join()
    assert time.monotonic() - began < 13, "late"


check()
