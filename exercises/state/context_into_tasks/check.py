from contextvars import Context
from threading import Barrier


def check():
    both = Barrier(2)

    def meet():
        met = True
        try:
            both.wait(timeout=5)
        except Exception:
            met = False
        return user.get(), met

    with ThreadPoolExecutor(max_workers=2) as pool:
        seen = Context().run(handle, pool, "cid", [meet, meet])
        later = [pool.submit(user.get).result() for _ in range(4)]
    assert all(met for _, met in seen), "not_at_once"
    assert [name for name, _ in seen] == ["cid", "cid"], "not_seen"
    assert set(later) == {"nobody"}, "left_behind"


check()
