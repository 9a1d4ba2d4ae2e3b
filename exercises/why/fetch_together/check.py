import time


def check():
    delays = {"x": 3, "y": 1, "z": 2}

    def slow_fetch(name):
        time.sleep(delays[name])
        return f"page {name}"

    began = time.monotonic()
    pages = list(fetch_all(slow_fetch, list(delays)))
    took = time.monotonic() - began
    expected = ["page x", "page y", "page z"]
    assert sorted(map(str, pages)) == expected, "missing"
    assert pages == expected, "order"
    assert took < 4, "slow"


check()
