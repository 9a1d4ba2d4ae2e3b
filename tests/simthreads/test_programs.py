"""Whole programs in Pyodide: what they print, how they end, and that nothing is left of them."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest


def text(record, stream="stdout"):
    return "".join(piece["text"] for piece in record["output"] if piece["stream"] == stream)


def test_the_library_stands_on_the_simulation(engine, program):
    record = engine.run(program["library"], policy="round-robin")
    assert record["error"] is None
    assert text(record) == (
        "pool_0 job 0 as nobody\npool_0 job 1 as nobody\npool_1 job 2 as nobody\n[0, 1, 4]\n"
        "pool_0 job 3 as nobody\npool_1 job 4 as nobody\n[9, 16]\n"
        "got a\ngot b\nfirst\nsecond\nall here\ntimer\nslept main\nFalse 0.86\n"
    )


@pytest.mark.parametrize("seed", range(8))
def test_the_library_holds_under_preemption(engine, program, seed):
    record = engine.run(program["library"], seed=seed, policy=("random", "pct", "hold")[seed % 3])
    assert (record["outcome"], record["error"]) == ("finished", None)
    lines = [line for line in text(record).splitlines() if not line.startswith("pool_")]
    assert lines[:-1] == [
        "[0, 1, 4]", "[9, 16]", "got a", "got b", "first", "second", "all here", "timer", "slept main",
    ]  # fmt: skip


def test_a_bare_counter_loses_updates_and_the_same_ones_each_time(engine, program):
    source = program["bare_counter_race"]
    seen = [text(engine.run(source, seed=seed)) for seed in range(12)]
    assert seen == [text(engine.run(source, seed=seed)) for seed in range(12)]
    assert any(int(total) < 40 for total in seen)


def test_a_lock_loses_none(engine, program):
    totals = {text(engine.run(program["guarded_counter"], seed=seed)) for seed in range(60)}
    assert totals == {"40\n"}


@pytest.mark.parametrize("granularity", ["bytecode", "line", "call"])
def test_each_grain_replays_from_its_schedule(engine, program, granularity):
    first = engine.run(program["guarded_counter"], seed=5, preempt=granularity)
    again = engine.run(program["guarded_counter"], schedule=first["schedule"])
    same = [key for key in first if key not in ("seed", "policy")]
    assert {key: first[key] for key in same} == {key: again[key] for key in same}
    assert first["preemptions"] > 0


ENDINGS = {
    "raises in main": ("raise ValueError('no')", 1),
    "raises in a thread": (
        "import threading\ndef work():\n    {}['key']\n"
        "t = threading.Thread(target=work, name='worker')\nt.start()\nt.join()\nprint('on')",
        0,
    ),
    "raises while handling": (
        "def f():\n    try:\n        1 / 0\n    except ZeroDivisionError as e:\n"
        "        raise RuntimeError('b') from e\nf()",
        1,
    ),
    "raises through a library": (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "with ThreadPoolExecutor(1) as pool:\n    pool.submit(int, 'x').result()",
        1,
    ),
    "a group": ("raise ExceptionGroup('g', [ValueError(1), TypeError(2)])", 1),
    "misuses a lock": ("import threading\nthreading.Lock().release()", 1),
    "misuses an rlock": ("import threading\nthreading.RLock().release()", 1),
    "syntax error": ("def f(:\n    pass", 1),
    "recursion": ("def f(n):\n    return f(n + 1)\nf(0)", 1),
    "exit code": ("import sys\nsys.exit(3)", 3),
    "exit message": ("import sys\nsys.exit('bye')", 1),
    "own excepthook": (
        "import sys\nsys.excepthook = lambda *a: print('hook', a[0].__name__)\n1 / 0",
        1,
    ),
    "own thread excepthook": (
        "import threading\nthreading.excepthook = lambda a: print('hook', a.thread.name)\n"
        "t = threading.Thread(target=lambda: 1 / 0, name='w')\nt.start()\nt.join()",
        0,
    ),
    "finalizer and atexit": (
        "import atexit\nclass A:\n    def __del__(self):\n        print('gone')\n"
        "a = A()\natexit.register(print, 'leaving')\nprint('end')",
        0,
    ),
    "print_exc": (
        "import threading, time, traceback, _thread\n"
        "for fault in (threading.Lock().release, threading.RLock().release, lambda: time.sleep(-1),\n"
        "              lambda: _thread.start_new_thread(1, ()), lambda: threading.Lock().acquire(False, 1)):\n"
        "    try:\n        fault()\n    except (RuntimeError, ValueError, TypeError):\n        traceback.print_exc()",
        0,
    ),
    "stacks": (
        "import inspect, threading, traceback\ndef show():\n    traceback.print_stack()\n"
        "    print([each.function for each in inspect.stack()][:1])\nshow()\n"
        "print(len(traceback.format_stack()), len(inspect.stack()))\n"
        "t = threading.Thread(target=show)\nt.start()\nt.join()",
        0,
    ),
    "current frames": (
        "import sys, threading\nready, stay = threading.Barrier(3), threading.Event()\n"
        "def waits():\n    ready.wait()\n    stay.wait()\n"
        "ts = [threading.Thread(target=waits) for _ in range(2)]\nfor t in ts:\n    t.start()\n"
        "ready.wait()\nframes = sys._current_frames()\n"
        "print(sorted(frames) == sorted([threading.get_ident(), *(t.ident for t in ts)]))\n"
        "for t in [threading.main_thread(), *ts]:\n    frame = frames[t.ident]\n"
        "    while frame.f_globals is not globals():\n        frame = frame.f_back\n"
        "    print(frame.f_code.co_name)\nstay.set()\nfor t in ts:\n    t.join()",
        0,
    ),
    "logging.exception": (
        "import logging, threading\ndef work():\n    try:\n        threading.Lock().release()\n"
        "    except RuntimeError:\n        logging.exception('no', stack_info=True)\nwork()\n"
        "t = threading.Thread(target=work)\nt.start()\nt.join()",
        0,
    ),
    "raises while handling ours": (
        "import threading\ntry:\n    threading.Lock().release()\nexcept RuntimeError:\n    {}['key']",
        1,
    ),
    "low level": (
        "import _thread, time\n_thread.start_new_thread(lambda: 1 / 0, ())\ntime.sleep(0.1)\nprint('on')",
        0,
    ),
    "misses what a local does not hold": (
        "import threading\nclass Own(threading.local): pass\n"
        "def tried(what, *args):\n    try:\n        what(*args)\n"
        "    except AttributeError as error:\n        print(error, error.name)\n"
        "for one in (threading.local(), Own()):\n    tried(getattr, one, 'user')\n"
        "    tried(setattr, one, '__dict__', {})\n"
        "threading.local().user",
        1,
    ),
}


def _comparable(errors: str) -> str:
    """Without what differs by Python version: marks under code, paths and line numbers of the
    library."""
    lines = []
    library = False
    for line in errors.splitlines():
        bare = line.strip()
        if bare and not bare.strip("~^"):
            continue
        if library and line.startswith("    "):
            continue  # the library's own code
        library = bare.startswith("File ") and "program.py" not in bare
        if library:
            continue
        if "Exception ignored in thread started by" in bare:
            line = bare.partition(" started by")[0]
        lines.append(re.sub(r"repeated \d+ more", "repeated n more", line))
    return "\n".join(lines)


@pytest.mark.parametrize("name", ENDINGS)
def test_an_end_looks_as_in_cpython(engine, name, tmp_path):
    source, code = ENDINGS[name]
    (tmp_path / "program.py").write_text(source)
    native = subprocess.run(
        [sys.executable, "program.py"], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    record = engine.run(source)
    assert record["exit_code"] == native.returncode == code
    assert text(record) == native.stdout
    expected = native.stderr.replace(str(tmp_path) + "/", "")
    assert _comparable(text(record, "stderr")) == _comparable(expected)
    assert "simthreads" not in text(record, "stderr")


IGNORED = """
import atexit, gc, sys, threading, time
class Loud:
    def __del__(self):
        threading.Lock().release()
Loud()
threading.Thread(target=Loud).start()
atexit.register(threading.Lock().release)
atexit.register(lambda: time.sleep(-1))
kept = Loud()
"""


def test_what_is_ignored_shows_nothing_of_ours(engine):
    said = text(engine.run(IGNORED), "stderr")
    assert said.count("Exception ignored") == 5
    assert said.count("Traceback (most recent call last):") == 4  # nothing of one is the program's
    assert "simthreads" not in said


def test_a_traceback_holds_the_frames_that_it_shows(engine):
    record = engine.run(
        "import queue, threading\ndef links(error):\n    step, names = error.__traceback__, []\n"
        "    while step:\n        names.append(step.tb_frame.f_code.co_name)\n        step = step.tb_next\n"
        "    return names\n"
        "for fault in (threading.Lock().release, queue.SimpleQueue().get_nowait, queue.Queue().get_nowait):\n"
        "    try:\n        fault()\n    except Exception as error:\n        print(links(error))"
    )
    assert text(record) == "['<module>']\n['<module>']\n['<module>', 'get_nowait', 'get']\n"


REFUSED = {
    "import socket; socket.socket()": "NotSimulated: sockets are not simulated: pass messages through queue.Queue",
    "import socket; socket.create_connection(('a', 1))": "NotSimulated: sockets are not simulated: pass messages through queue.Queue",
    "import subprocess; subprocess.run(['ls'])": "NotSimulated: subprocesses are not simulated: a run is one process, call functions in threads",
    "import os; os.system('ls')": "NotSimulated: subprocesses are not simulated: a run is one process, call functions in threads",
    "import multiprocessing as m; m.Process(target=print).start()": "NotSimulated: processes are not simulated",
    "import multiprocessing as m; m.Queue()": "NotSimulated: processes are not simulated",
    "from concurrent.futures import ProcessPoolExecutor as P; P()": "NotSimulated: processes are not simulated",
    "from concurrent.futures import InterpreterPoolExecutor": "ImportError: interpreters are not simulated: use ThreadPoolExecutor",
    "import js": "ImportError: js is not simulated: a program has no page",
    "from pyodide.ffi import run_sync": "ImportError: pyodide is not simulated: a program has no page",
    "import importlib; importlib.import_module('_pyodide._base')": "ImportError: _pyodide is not simulated: a program has no page",
    "__import__('pyodide_js')": "ImportError: pyodide_js is not simulated: a program has no page",
    "import _pyodide_core": "ImportError: _pyodide_core is not simulated: a program has no page",
    "import webbrowser; webbrowser.open('https://example.org')": "NotSimulated: webbrowser is not simulated: a run has no browser, print the address",
    "input()": "EOFError: input is not simulated: a run has no keyboard",
    "import sys; sys.stdin.read()": "EOFError: input is not simulated: a run has no keyboard",
}


@pytest.mark.parametrize("source", REFUSED)
def test_what_is_not_simulated_says_so_in_one_line(engine, source):
    record = engine.run(source)
    assert record["outcome"] == "raised"
    assert record["error"]["message"] == REFUSED[source]
    assert text(engine.run("print('sound')")) == "sound\n"


def test_threading_may_first_be_imported_by_a_thread(engine):
    record = engine.run(
        "import _thread, sys\nprint('threading' in sys.modules)\nlock = _thread.allocate_lock()\nlock.acquire()\n"
        "def work():\n    import threading\n    print(threading.__spec__.origin == threading.__file__)\n"
        "    lock.release()\n"
        "_thread.start_new_thread(work, ())\nlock.acquire()\nfrom threading import Thread\n"
        "t = Thread(target=print, args=('here',))\nt.start()\nt.join()"
    )
    assert (text(record), text(record, "stderr")) == ("False\nTrue\nhere\n", "")


def test_no_way_out_lies_about(engine):
    record = engine.run(
        "import builtins, sys\nprint(*(name for name in sys.modules if 'pyodide' in name or name == 'js'))\n"
        "print(*(finder for finder in sys.meta_path if 'yodide' in repr(finder)))\n"
        "try:\n    import js\nexcept ImportError:\n    print('elsewhere')"
    )
    assert text(record) == "\n\nelsewhere\n"


@pytest.mark.parametrize("seed", range(4))
def test_the_library_itself_may_be_preempted(engine, program, seed):
    options = {"seed": seed, "policy": ("random", "pct")[seed % 2], "max_steps": 10**7}
    alone = engine.run(program["library"], **options)
    both = engine.run(program["library"], library=True, **options)
    assert (both["outcome"], both["error"]) == ("finished", None)
    assert both["steps"] > 5 * alone["steps"]


def test_a_spinning_thread_lets_time_pass(engine):
    source = (
        "import threading, time\ndone = False\ndef later():\n    global done\n    time.sleep(5)\n"
        "    done = True\nthreading.Thread(target=later).start()\nwhile not done:\n    pass\n"
        "start = time.monotonic()\nwhile time.monotonic() < start + 0.01:\n    pass\nprint('ended')"
    )
    for granularity in ("bytecode", "line", "call"):
        record = engine.run(source, preempt=granularity)
        assert (record["outcome"], text(record)) == ("finished", "ended\n")


def test_a_daemon_is_left_behind_without_its_finally(engine):
    record = engine.run(
        "import threading, time\ndef tick():\n    try:\n        while True:\n            time.sleep(0.1)\n"
        "            print('tick')\n    finally:\n        print('never')\n"
        "threading.Thread(target=tick, daemon=True, name='d').start()\ntime.sleep(0.35)"
    )
    assert (record["outcome"], text(record)) == ("finished", "tick\ntick\ntick\n")
    assert [thread["end"] for thread in record["threads"]] == ["done", "abandoned"]


def test_nothing_of_a_run_is_alive_in_the_next(engine):
    spoil = (
        "import builtins, threading, sys, os, random\nbuiltins.spoilt = threading.spoilt = True\n"
        "threading.Thread.start = None\nopen('left.txt', 'w').write('x')\nos.environ['SPOILT'] = '1'\n"
        "random.seed(5)\nsys.setrecursionlimit(50)\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()"
    )
    look = (
        "import builtins, threading, sys, os, random\n"
        "print(hasattr(builtins, 'spoilt'), hasattr(threading, 'spoilt'), os.listdir('.'),\n"
        "      os.environ.get('SPOILT'), random.random(), sys.getrecursionlimit(), id(object()), os.urandom(4))\n"
        "t = threading.Thread(target=print, args=('started',))\nt.start()\nt.join()"
    )
    before = engine.run(look)
    assert engine.run(spoil)["outcome"] == "deadlock"
    assert engine.run(look) == before
    assert text(before).startswith("False False ['program.py'] None")


def test_a_hook_that_raises_is_said_as_cpython_says_it(engine, tmp_path):
    source = "import sys\ndef hook(*_):\n    {}[1]\nsys.excepthook = hook\n1 / 0\n"
    (tmp_path / "program.py").write_text(source, "utf-8")
    native = subprocess.run(
        [sys.executable, "program.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    said = text(engine.run(source), "stderr")
    plain = [re.sub(r'File ".*?program.py"', "", each).replace("~", "").replace("^", "").split()
             for each in (said, native.stderr)]  # fmt: skip
    assert plain[0] == plain[1]
    closed = engine.run("import os\nos.closerange(0, 99)\nprint(1)")
    assert (closed["outcome"], closed["error"]["type"]) == ("raised", "OSError")
