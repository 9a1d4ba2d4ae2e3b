import threading


def check():
    before = set(threading.enumerate())
    poller = Poller()
    poller.start()
    assert set(threading.enumerate()) - before, "no_thread"
    poller.stop()
    assert not set(threading.enumerate()) - before, "left"
    assert poller.closed, "cut_off"
    wrong = ""
    try:
        poller.stop()
        Poller().stop()
    except Exception as error:
        wrong = type(error).__name__
    assert not wrong, "second_stop"
    poller, twice = Poller(), True
    poller.start()
    try:
        poller.start()
    except RuntimeError:
        twice = False
    poller.stop()
    assert not twice, "second_start"


check()
