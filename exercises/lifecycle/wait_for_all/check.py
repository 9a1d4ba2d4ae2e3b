import time


def check():
    def slow(parcel):
        time.sleep(10 - parcel)
        return parcel

    began = time.monotonic()
    assert total_weight([1, 2, 3], slow) == 6, "not_all"
    assert time.monotonic() - began < 10, "one_by_one"


check()
