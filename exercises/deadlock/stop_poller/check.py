import time
from threading import Thread


def check():
    def read():
        time.sleep(10)
        return "value"

    poller = Poller(read)
    poller.start()
    thread = poller.thread
    time.sleep(5)
    alive = []

    def stop():
        poller.stop()
        alive.append(thread.is_alive())

    stoppers = [Thread(target=stop, name=name, daemon=True) for name in ("C", "D")]
    for stopper in stoppers:
        stopper.start()
    for stopper in stoppers:
        stopper.join()
    assert alive == [False, False], "still_there"
    assert poller.values == ["value"], "wrong_count"
    try:
        poller.stop()
    except Exception as error:
        assert not error, "second_stop"
    Poller(read).stop()
    poller, twice = Poller(lambda: time.sleep(1)), True
    poller.start()
    try:
        poller.start()
    except RuntimeError:
        twice = False
    poller.stop()
    assert not twice, "second_start"


check()
