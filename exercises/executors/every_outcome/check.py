from threading import Event


def check():
    last_is_done, waited = Event(), []

    def job(number):
        if number == 4:
            waited.append(last_is_done.wait(timeout=5))
        result = 12 // number
        if number == 3:
            last_is_done.set()
        return result

    found = outcomes(job, [4, 0, 3])
    assert waited == [True], "one_by_one"
    assert len(found) == 3 and None not in found, "missing"
    assert found == [3, "ZeroDivisionError", 4], "order"

    def leave(word):
        raise SystemExit(word)

    try:
        found = outcomes(leave, iter(["bye"]))
    except SystemExit:
        found = None
    assert found == ["SystemExit"], "missing"


check()
