import time
from threading import Barrier, Lock, Thread


def check():
    def slow(place):
        time.sleep(place * 5)
        return place + 1

    def fail(place):
        if place == 1:
            raise ValueError("no number")
        return place + 1

    for compute, expected in ((slow, {0: 4, 1: 3, 2: 5}), (fail, {0: None, 1: None, 2: None})):
        cells, meeting, guard, sums = [None] * 3, Barrier(3), Lock(), {}

        def note(place):
            answer = work(place, compute, cells, meeting)
            with guard:
                sums[place] = answer

        threads = [Thread(target=note, args=(n,), name=f"cell-{n}", daemon=True) for n in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(sums) == 3, "raised"
        if compute is slow:
            assert sums == expected, "too_early"
        else:
            assert sums == expected, "not_told"


check()
