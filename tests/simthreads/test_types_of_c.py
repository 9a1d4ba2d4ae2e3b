"""What stands in for types and functions of C is told from them by no error: of each type, what has no such attribute,
takes none, or cannot be done with it, says so as the real one does.

The words are CPython 3.14's, which the interpreter itself uses where nothing stands in: `_random.Random`, `_struct.Struct`.
"""

from __future__ import annotations

import pytest

from playground.node import Engine

TYPES = {
    "_thread.lock": ("threading.Lock()", "lock"),
    "_thread.RLock": ("threading.RLock()", "RLock"),
    "_thread._local": ("threading.local()", "_local"),
    "_thread._ThreadHandle": ("_thread._make_thread_handle(1)", "_ThreadHandle"),
    "_queue.SimpleQueue": ("queue.SimpleQueue()", "SimpleQueue"),
    "_struct.Struct": ("struct.Struct('i')", "Struct"),  # the interpreter's own, for the measure
}
PROGRAM = """
import _thread, queue, struct, threading
thing = {make}
def tried(call):
    try:
        print(call())
    except Exception as error:
        print(error)
for call in (
    lambda: thing.foo, lambda: thing + 1, lambda: len(thing), lambda: [*thing], lambda: thing(), lambda: thing[0],
    lambda: thing < thing, lambda: type(thing).foo,
):
    tried(call)
print(type(thing).__name__, type(thing).__qualname__, type(thing))
tried(lambda: setattr(type(thing), "foo", 1))
tried(lambda: delattr(type(thing), "__doc__"))
tried(lambda: setattr(thing, "foo", 1))
"""
SAYS = """\
'{name}' object has no attribute 'foo'
unsupported operand type(s) for +: '{name}' and 'int'
object of type '{name}' has no len()
Value after * must be an iterable, not {bare}
'{name}' object is not callable
'{name}' object is not subscriptable
'<' not supported between instances of '{name}' and '{name}'
type object '{name}' has no attribute 'foo'
{bare} {bare} <class '{name}'>
cannot set 'foo' attribute of immutable type '{name}'
cannot set '__doc__' attribute of immutable type '{name}'
{refused}
"""


@pytest.mark.parametrize("name", TYPES)
def test_an_error_names_the_type_as_c_does(engine: Engine, name: str) -> None:
    make, bare = TYPES[name]
    refused = f"'{name}' object has no attribute 'foo' and no __dict__ for setting new attributes"
    said = SAYS.format(name=name, bare=bare, refused="None" if bare == "_local" else refused)
    record = engine.run(PROGRAM.format(make=make))
    assert (
        "".join(piece["text"] for piece in record["output"]).replace(f"not {name}", f"not {bare}")
        == said
    )


#: Calls with what is not a number, and what each says.
NO_NUMBERS = {
    "signal.alarm(x)": "'str' object cannot be interpreted as an integer",
    "signal.raise_signal(x)": "'str' object cannot be interpreted as an integer",
    "signal.getsignal(x)": "'str' object cannot be interpreted as an integer",
    "signal.set_wakeup_fd(x)": "'str' object cannot be interpreted as an integer",
    "signal.siginterrupt(x, True)": "'str' object cannot be interpreted as an integer",
    "signal.sigwait([x])": "'str' object cannot be interpreted as an integer",
    "_thread.interrupt_main(x)": "'str' object cannot be interpreted as an integer",
    "lock.acquire(True, x)": "'str' object cannot be interpreted as an integer or float",
    "rlock.acquire(True, x)": "'str' object cannot be interpreted as an integer or float",
    "lock.acquire(True, None)": "'NoneType' object cannot be interpreted as an integer or float",
    "lock.acquire(True, 1e10)": "timestamp out of range for platform time_t",
    "lock.acquire(True, 10**10)": "timestamp too large to convert to C PyTime_t",
    "lock.acquire(True, 9223372036.5)": "timeout value is too large",
    "time.sleep(1e20)": "timestamp out of range for platform time_t",
    "time.sleep(10**20)": "timestamp too large to convert to C PyTime_t",
    "threading.stack_size(x)": "'str' object cannot be interpreted as an integer",
    "time.sleep(x)": "'str' object cannot be interpreted as an integer or float",
}


@pytest.mark.parametrize("call", NO_NUMBERS)
def test_what_is_no_number_is_refused_as_in_c(engine: Engine, call: str) -> None:
    source = (
        "import _thread, signal, threading, time\nx, lock, rlock = 'x', threading.Lock(), threading.RLock()\n"
        f"lock.acquire()\ntry:\n    {call}\nexcept (TypeError, OverflowError) as error:\n    print(error)"
    )
    record = engine.run(source)
    assert [piece["text"] for piece in record["output"]] == [NO_NUMBERS[call] + "\n"]


@pytest.mark.parametrize("call", ["release", "_release_save", "__exit__"])
def test_an_rlock_is_let_go_by_its_owner_alone(engine: Engine, call: str) -> None:
    source = (
        "import threading\nlock = threading.RLock()\nlock.acquire()\ndef other():\n"
        f"    try:\n        lock.{call}()\n    except RuntimeError as error:\n        print(error)\n"
        "thread = threading.Thread(target=other)\nthread.start()\nthread.join()\nlock.release()\nprint(lock.locked())"
    )
    record = engine.run(source)
    said = "".join(piece["text"] for piece in record["output"])
    assert said == "cannot release un-acquired lock\nFalse\n"
