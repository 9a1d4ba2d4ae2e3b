import time
from threading import Thread


def check():
    ticker, got = Ticker(), []

    def watch():
        seen = 0
        while seen < 2:
            now = ticker.wait_for_tick(seen)
            assert now > seen, "no_tick"
            seen = now
        got.append(seen)

    threads = [Thread(target=watch, name=name, daemon=True) for name in ("C", "D")]
    for thread in threads:
        thread.start()
    ticker.tick()
    ticker.tick()
    for thread in threads:
        thread.join()
    assert got == [2, 2], "no_tick"
    assert ticker.wait_for_tick(1) == 2, "no_tick"
    late = Thread(target=lambda: got.append(ticker.wait_for_tick(2)), name="late", daemon=True)
    late.start()
    ahead = Thread(target=lambda: got.append(ticker.wait_for_tick(3)), name="ahead", daemon=True)
    ahead.start()
    time.sleep(60)
    assert late.is_alive() and ahead.is_alive(), "no_tick"
    ticker.tick()
    late.join()
    time.sleep(60)
    assert got == [2, 2, 3] and ahead.is_alive(), "no_tick"
    ticker.tick()
    ahead.join()
    assert got == [2, 2, 3, 4], "no_tick"


check()
