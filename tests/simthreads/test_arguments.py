"""What the functions and methods that stand in for C say of arguments that do not fit: CPython 3.14's words, from the
interpreter's own C, which is asked after them and is never called with what fits."""

from __future__ import annotations

import json

import pytest

from playground.node import Engine

PROGRAM = """
import json, _thread, _queue, os, select, signal, sys, threading, time
class Odd:
    def __index__(self):
        return "three"
lock, rlock, box, handle = _thread.lock, _thread.RLock, _queue.SimpleQueue, _thread._ThreadHandle
huge, me = 10**30, threading.get_ident()
said = []
for call in json.loads({calls!r}):
    try:
        said.append(repr(eval(call)))
    except Exception as error:
        said.append(f"{{type(error).__name__}}: {{error}}")
print(json.dumps(said))
"""

INT = "OverflowError: Python int too large to convert to C int"
STR = "TypeError: 'str' object cannot be interpreted as an integer"
#: How many, and by which name.
FIT = {
    "_thread.allocate_lock(1)": "TypeError: _thread.allocate_lock() takes no arguments (1 given)",
    "lock(1)": "TypeError: lock expected 0 arguments, got 1",
    "lock(x=1)": "TypeError: lock() takes no keyword arguments",
    "lock().release(1)": "TypeError: lock.release() takes no arguments (1 given)",
    "lock().acquire(1, 2, 3)": "TypeError: acquire() takes at most 2 arguments (3 given)",
    "lock().acquire(wait=1)": "TypeError: acquire() got an unexpected keyword argument 'wait'",
    "rlock().release(x=1)": "TypeError: RLock.release() takes no keyword arguments",
    "rlock().locked(1)": "TypeError: RLock.locked() takes no arguments (1 given)",
    "handle().join(1, 2)": "TypeError: join() takes at most 1 argument (2 given)",
    "handle(1, x=2).is_done()": "False",
    "box(1)": "TypeError: SimpleQueue() takes no positional arguments",
    "box().put()": "TypeError: put() missing required argument 'item' (pos 1)",
    "box().get(1, 2, 3)": "TypeError: get() takes at most 2 arguments (3 given)",
    "box().empty(1)": "TypeError: SimpleQueue.empty() takes no arguments (1 given)",
    "_thread.get_ident(1)": "TypeError: _thread.get_ident() takes no arguments (1 given)",
    "_thread.get_native_id(1)": "TypeError: _thread.get_native_id() takes no arguments (1 given)",
    "_thread.start_new_thread(print)": "TypeError: start_new_thread expected at least 2 arguments, got 1",
    "_thread.start_joinable_thread()": "TypeError: start_joinable_thread() missing required argument 'function' (pos 1)",
    "time.sleep()": "TypeError: time.sleep() takes exactly one argument (0 given)",
    "time.sleep(secs=1)": "TypeError: time.sleep() takes no keyword arguments",
    "time.time(1)": "TypeError: time.time() takes no arguments (1 given)",
    "time.clock_gettime()": "TypeError: time.clock_gettime() takes exactly one argument (0 given)",
    "time.localtime(1, 2)": "TypeError: localtime() takes at most 1 argument (2 given)",
    "select.select([])": "TypeError: select expected at least 3 arguments, got 1",
    "signal.signal(2)": "TypeError: signal() missing 1 required positional argument: 'handler'",
    "signal.alarm()": "TypeError: _signal.alarm() takes exactly one argument (0 given)",
    "signal.pause(1)": "TypeError: _signal.pause() takes no arguments (1 given)",
    "signal.setitimer(0)": "TypeError: setitimer expected at least 2 arguments, got 1",
    "os.kill(1)": "TypeError: kill expected 2 arguments, got 1",
}
#: What each is.
ARE = {
    "signal.alarm(huge)": INT,
    "signal.getsignal(huge)": INT,
    "signal.raise_signal('x')": STR,
    "signal.raise_signal(0)": "None",
    "signal.getitimer('x')": STR,
    "signal.getitimer(1.5)": "TypeError: 'float' object cannot be interpreted as an integer",
    "signal.setitimer(0, 'x')": "TypeError: 'str' object cannot be interpreted as an integer or float",
    "signal.setitimer(0, float('nan'))": "ValueError: Invalid value NaN (not a number)",
    "signal.siginterrupt(2, 'x')": STR,
    "signal.pthread_kill('x', 0)": "TypeError: pthread_kill() argument 1 must be int, not str",
    "signal.pthread_kill(me, 'x')": STR,
    "signal.pthread_sigmask('x', [])": STR,
    "signal.sigwait([huge])": "ValueError: signal number -1 out of range [1; 64]",
    "os.kill('x', 0)": STR,
    "os.kill(0, huge)": INT,
    "time.sleep(Odd())": "TypeError: 'Odd' object cannot be interpreted as an integer or float",
    "time.clock_gettime('x')": "TypeError: clk_id should be integer, not str",
    "time.clock_getres(1.5)": "TypeError: 'float' object cannot be interpreted as an integer",
    "time.get_clock_info(None)": "TypeError: get_clock_info() argument 1 must be str, not None",
    "_thread.set_name(1)": "TypeError: set_name() argument 'name' must be str, not int",
    "_thread._make_thread_handle('x')": "TypeError: ident must be an integer",
    "threading.ExceptHookArgs(1)": "TypeError: constructor requires a sequence",
}
#: And how they describe themselves, which is how `help` shows them.
DESCRIBE = {
    "_thread.allocate_lock": "<built-in function allocate_lock>",
    "_thread.get_ident.__doc__.split('\\n')[0]": (
        "'Return a non-zero integer that uniquely identifies the current thread'"
    ),
    "_thread.start_new_thread.__text_signature__": "'($module, function, args, kwargs={}, /)'",
    "signal.pause.__doc__": "'Wait until a signal arrives.'",
}


@pytest.mark.parametrize("table", [FIT, ARE, DESCRIBE], ids=["fit", "are", "describe"])
def test_words_of_arguments_are_those_of_c(engine: Engine, table: dict[str, str]) -> None:
    record = engine.run(PROGRAM.format(calls=json.dumps([*table])))
    assert record["error"] is None, record["error"]
    assert dict(zip(table, json.loads(record["output"][0]["text"]), strict=True)) == table


def test_a_call_that_does_not_fit_does_nothing(engine: Engine) -> None:
    source = """
import threading
lock = threading.Lock()
for call in (lock.acquire, lock.release, lock.locked):
    try:
        call(1, 2, 3, 4)
    except TypeError as error:
        print(error.__traceback__.tb_next, error.__context__)
print(repr(lock), lock.acquire(False), lock.acquire(timeout=0.1))
"""
    record = engine.run(source)
    said = "".join(piece["text"] for piece in record["output"])
    assert said.startswith("None None\n" * 3 + "<unlocked _thread.lock")
    assert said.endswith("True False\n")
