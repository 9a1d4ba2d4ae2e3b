import time
from threading import Barrier, Lock, Thread


def check():
    def slow(place):
        time.sleep(place * 5)
        return place + 1

    def fails_by(error):
        def fail(place):
            if place == 1:
                raise error
            return place + 1

        return fail

    nothing = {0: None, 1: None, 2: None}
    bad, worse = fails_by(ValueError("no number")), fails_by(SystemExit("no cell"))
    for compute, expected in ((slow, {0: 4, 1: 3, 2: 5}), (bad, nothing), (worse, nothing)):
        cells, meeting, guard, sums = [None] * 3, Barrier(3), Lock(), {}

        def note(place):
            try:
                answer = work(place, compute, cells, meeting)
            except SystemExit:
                return
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
