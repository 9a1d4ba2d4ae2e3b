import threading


def check():
    before = threading.active_count()
    assert run([1, 2, 3, 4], workers=3) == [1, 4, 9, 16], "not_done"
    assert threading.active_count() == before, "still_there"
    assert run([], workers=2) == [], "not_done"
    assert run(iter([2]), workers=1) == [4], "not_done"
    refused = False
    try:
        run([1], workers=0)
    except ValueError:
        refused = True
    assert refused, "no_worker"


check()
