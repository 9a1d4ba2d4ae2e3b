import time
from threading import Lock, Thread


def check():
    class Job(int):
        inside = 0
        counting = Lock()

        def __rfloordiv__(self, ten):
            with Job.counting:
                Job.inside += 1
                assert Job.inside <= 2, "too_many"
            time.sleep(0.1)
            with Job.counting:
                Job.inside -= 1
            return ten // int(self)

    done.clear(), failed.clear()
    jobs = [
        Thread(target=use, args=(Job(n),), name=f"checked-{n}", daemon=True)
        for n in (0, 1, 0, 2, 5)
    ]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    assert sorted(done) == [2, 5, 10] and len(failed) == 2, "not_all"
    for strange in ("no number", None, "no number"):
        try:
            use(strange)
        except TypeError:
            failed.append(strange)
    left = [permits.acquire(blocking=False) for _ in range(3)]
    assert left == [True, True, False], "leaked"


check()
