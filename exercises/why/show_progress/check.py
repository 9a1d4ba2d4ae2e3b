import time


def check():
    finished, shown = [], []

    def slow_work():
        time.sleep(7)
        finished.append("finished")

    began = time.monotonic()
    run_with_progress(slow_work, lambda: shown.append("shown"), 2)
    took = time.monotonic() - began
    assert finished, "left"
    assert len(shown) >= 3, "silent"
    assert len(shown) <= 3, "often"
    assert took < 7.5, "late"


check()
