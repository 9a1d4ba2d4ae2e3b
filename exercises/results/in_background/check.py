import time
from concurrent.futures import CancelledError


def check():
    def slow_value():
        time.sleep(2)
        return "value"

    def slow_error():
        time.sleep(1)
        raise KeyError("lost")

    def leaves():
        raise SystemExit("gone")

    began = time.monotonic()
    good = in_background(slow_value)
    assert time.monotonic() - began < 1, "waits"
    bad, worse = in_background(slow_error), in_background(leaves)
    value = error = left = None
    try:
        value = good.result(timeout=10)
        error = bad.exception(timeout=10)
        left = worse.exception(timeout=10)
    except (TimeoutError, CancelledError):
        pass
    assert value == "value", "value"
    assert isinstance(error, KeyError), "error"
    assert isinstance(left, SystemExit), "error"


check()
