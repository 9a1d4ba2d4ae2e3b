import threading


def check():
    before = set(threading.enumerate())
    poller = Poller()
    poller.start()
    assert set(threading.enumerate()) - before, "no_thread"
    poller.stop()
    assert not set(threading.enumerate()) - before, "left"
    assert poller.closed, "cut_off"


check()
