"""What a case of the examiner calls. Its text is joined to the program, natively and in the
simulation, so it knows neither and imports what it needs under names of its own."""

import contextlib as _contextlib
import io as _io
import threading as _threading

#: One of each kind that a callback may raise: the last three are no `Exception`.
ERRORS = (
    *(ValueError("bad"), KeyError("bad"), OSError("bad"), TypeError("bad"), RuntimeError("bad")),
    *(StopIteration("bad"), TimeoutError("bad"), AssertionError("bad")),
    *(SystemExit("bad"), KeyboardInterrupt("bad"), GeneratorExit("bad")),
)


def failing(error):
    """A callback that raises."""

    def callback(*args, **kwargs):
        raise error

    return callback


def outcome(call, *args, **kwargs):
    """What a call returns, or the exception that it raises."""
    try:
        return call(*args, **kwargs)
    except BaseException as error:
        return error


def raises(kinds, call, *args, **kwargs):
    found = outcome(call, *args, **kwargs)
    assert isinstance(found, kinds), f"expected {kinds}, got {found!r}"
    return found


def started(*calls):
    """Each call in a thread that has been started. `awaited` waits for them."""
    threads = []
    for call in calls:
        kept = []
        run = lambda call=call, kept=kept: kept.append(outcome(call))  # noqa: E731
        thread = _threading.Thread(target=run, daemon=True)
        thread.kept = kept
        threads.append(thread)
    for thread in threads:
        thread.start()
    return threads


def awaited(threads):
    for thread in threads:
        thread.join()
    return [thread.kept[0] for thread in threads]


def together(*calls):
    """What each of these calls comes to when all are made at once."""
    return awaited(started(*calls))


def printed(call, *args, **kwargs):
    """The lines that a call prints."""
    with _contextlib.redirect_stdout(_io.StringIO()) as caught:
        call(*args, **kwargs)
    return caught.getvalue().splitlines()


@_contextlib.contextmanager
def dying(kind, times=1):
    """Threads that die of an error in this block: so many, all of this kind. Those that begin in it
    are waited for. A `SystemExit` ends a thread without a word, so it does not count."""
    died, usual, before = [], _threading.excepthook, _threading.enumerate()

    def note(failure):
        if failure.exc_type is not SystemExit:
            died.append(failure.exc_type)
            _threading.__excepthook__(failure)

    _threading.excepthook = note
    try:
        yield
        for thread in _threading.enumerate():
            if thread not in before and not thread.daemon:
                thread.join()
    finally:
        _threading.excepthook = usual
    expected = 0 if kind is SystemExit else times
    assert len(died) == expected and all(issubclass(one, kind) for one in died), died
