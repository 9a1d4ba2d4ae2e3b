import threading


def check():
    before = threading.active_count()
    assert run([1, 2, 3, 4], workers=3) == [1, 4, 9, 16], "not_done"
    assert threading.active_count() == before, "still_there"
    assert run([], workers=2) == [], "not_done"


check()
