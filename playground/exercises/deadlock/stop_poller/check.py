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
    stoppers = [Thread(target=poller.stop, name=name, daemon=True) for name in ("C", "D")]
    for stopper in stoppers:
        stopper.start()
    for stopper in stoppers:
        stopper.join()
    assert not thread.is_alive(), "still_there"
    assert poller.values == ["value"], "wrong_count"
    try:
        poller.stop()
    except Exception as error:
        assert not error, "second_stop"


check()
