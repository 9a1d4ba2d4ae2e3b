from threading import Event


def check():
    pool, gate, ran = OwnPool(), Event(), []
    pool.submit(gate.wait)
    cancelled = pool.submit(ran.append, "cancelled")
    cancelled.cancel()
    failing = pool.submit(divmod, 17, 0)

    def leave():
        raise SystemExit("gone")

    leaving = pool.submit(leave)
    good = pool.submit(divmod, 17, 5)
    gate.set()
    error = failing.exception()
    assert isinstance(error, ZeroDivisionError), "error_lost"
    assert isinstance(leaving.exception(), SystemExit), "error_lost"
    assert good.result() == (3, 2), "wrong_result"
    assert ran == [], "cancelled_job_ran"
    pool.close()
    pool.close()


check()
