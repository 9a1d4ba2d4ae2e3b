"""Nothing of the engine is seen: not by a tracer, a profiler, a walk along the frames, a traceback."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from playground import catalogue, node

from .called_below import program as drawn

#: Comes before a program and watches all that it and the library do, in every thread.
WATCH = """
import sys, threading
_seen = set()
def _watch(frame, event, argument):
    if event.startswith("c_"):
        return None
    while frame is not None:
        _seen.add(frame.f_code.co_filename)
        frame = frame.f_back
    return {again}
threading.{all}(_watch)
sys.{one}(_watch)
del sys, threading
"""
WAYS = {
    "profile": WATCH.format(all="setprofile", one="setprofile", again="None"),
    "trace": WATCH.format(all="settrace", one="settrace", again="_watch"),
}
REPORT = """
def _report():
    import sys
    sys.settrace(None), sys.setprofile(None)
    ours = sorted(name for name in _seen if "simthreads" in name)
    print("SEEN", len(_seen), ours, flush=True)
import atexit
atexit.register(_report)
"""


def watched(engine, way, source):
    """The files whose frames the program could see."""
    whole = WAYS[way] + REPORT + f"exec(compile({source!r}, 'watched.py', 'exec'))\n"
    record = engine.run(whole, policy="round-robin", preempt="call", max_steps=500_000, seconds=20)
    text = "".join(piece["text"] for piece in record["output"])
    assert "SEEN " in text, (record["outcome"], record["error"], text[-500:])
    return json.loads(text.split("SEEN ")[1].split(" ", 1)[1].splitlines()[0].replace("'", '"'))


#: One thread waits in C for a lock of C's own.
BUFFERED = """
import io, threading, time
class Slow(io.RawIOBase):
    def writable(self):
        return True
    def write(self, data):
        time.sleep(0.01)
        return len(data)
out = io.BufferedWriter(Slow(), 4)
def work():
    for _ in range(3):
        out.write(b"12345678")
threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""
ALL = catalogue.simulated()
#: One program of each page, and drawn ones, whose own code C calls.
PROGRAMS = {
    **{each.slug: each.path.read_text("utf-8") for each in ALL},
    **{f"drawn {seed}": drawn(seed) for seed in range(8)},
    "buffered": BUFFERED,
}


@pytest.mark.parametrize("way", WAYS)
def test_no_program_sees_a_frame_of_the_engine(engine, way):
    found = {name: watched(engine, way, source) for name, source in PROGRAMS.items()}
    assert len(found) > 20
    assert not {name: files for name, files in found.items() if files}


#: What people look at their program with. Each says which files and functions it saw.
USE = """
import queue, sys, threading, time
lock, kept = threading.Lock(), []
def inner():
    time.sleep(0.01)
    with lock:
        kept.append([bytearray(999), threading.Event()])
    messages = queue.Queue()
    messages.put(1)
    kept.append([messages.get(), messages])
def job():
    threads = [threading.Thread(target=inner, name=name) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    inner()
"""
LOOKS = {
    "cProfile": """
import cProfile, pstats
profile = cProfile.Profile()
profile.runcall(job)
for file, line, name in sorted(pstats.Stats(profile).stats):
    print(file, name)
""",
    "profile": """
import profile, pstats
watching = profile.Profile()
watching.runcall(job)
for file, line, name in sorted(pstats.Stats(watching).stats):
    print(file, name)
""",
    "trace": """
import trace
watching = trace.Trace(count=1, trace=0, countcallers=1)
watching.runfunc(job)
for caller, callee in watching.results().callers:
    print(*caller, *callee)
for file, line in watching.results().counts:
    print(file, line)
""",
    "tracemalloc": """
import tracemalloc
for depth in (1, 25):
    tracemalloc.start(depth)
    job()
    for trace in tracemalloc.take_snapshot().traces:
        print(*(frame.filename for frame in trace.traceback))
    print(tracemalloc.get_object_traceback(kept[0][0])[-1])
    tracemalloc.stop()
    kept.clear()
""",
    "logging": """
import logging
logging.basicConfig(stream=sys.stdout, level=0, format="%(pathname)s %(funcName)s %(message)s")
def inner():
    for level in range(1, 9):
        logging.info("level", stacklevel=level, stack_info=True)
    queue.Queue().put(1)
job()
""",
    "warnings": """
import atexit, warnings, weakref
warnings.simplefilter("always")
sys.stderr = sys.stdout
def inner():
    for level in range(1, 9):
        warnings.warn("level", stacklevel=level)
class Gone:
    def __del__(self):
        warnings.warn("gone", stacklevel=2)
job()
gone = Gone()
async def never(): pass
left = never()
threading.Thread(target=never).start()
weakref.finalize(gone, warnings.warn, "finalized", stacklevel=2)
atexit.register(warnings.warn, "exit", stacklevel=1)
threading.Timer(0.01, warnings.warn, ("timer",), {"stacklevel": 2}).start()
sys.excepthook = lambda *given: warnings.warn("hook", stacklevel=2)
threading.excepthook = lambda *given: warnings.warn("hook", stacklevel=2)
sys.unraisablehook = lambda *given: warnings.warn("hook", stacklevel=2)
threading.Thread(target=lambda: 1 / 0).start()
1 / 0
""",
    "stacks": """
import inspect, traceback
def inner():
    print(traceback.format_stack())
    for info in inspect.stack():
        print(info.filename, info.function)
    try:
        for depth in range(50):
            print(sys._getframe(depth).f_code)
    except ValueError as error:
        print(error)
class Callbacks:
    def __lt__(self, other):
        inner()
        return False
    def __del__(self):
        inner()
job()
sorted([Callbacks(), Callbacks()])
threading.Timer(0.01, inner).start()
""",
}
#: What each must have seen, or it has not looked.
SEEN = {
    "cProfile": "program.py inner", "profile": "program.py inner", "trace": "program.py",
    "tracemalloc": "program.py:7", "logging": "program.py inner level", "warnings": "<sys>:0: UserWarning: exit",
    "stacks": "call stack is not deep enough",
}  # fmt: skip


@pytest.mark.parametrize("name", LOOKS)
def test_no_tool_of_the_library_shows_the_engine(engine, name):
    source = USE + LOOKS[name]
    for way in ({}, {"policy": "round-robin", "preempt": "call"}):
        record = engine.run(source, max_steps=500_000, seconds=20, **way)
        text = "".join(piece["text"] for piece in record["output"])
        assert record["outcome"] in ("finished", "raised"), record["error"]
        assert SEEN[name] in text, text[-2000:]
        ours = [line for line in text.splitlines() if "simthreads" in line or "_watched" in line]
        assert not ours, ours[:5]


#: Modules that are changed as they are imported, and those that are refused.
LATE = """
import importlib
for name in ("multiprocessing.pool", "hashlib", "zoneinfo", "subprocess", "getpass", "pdb", "ctypes", "curses", "js"):
    try:
        importlib.import_module(name)
    except ImportError:
        pass
import getpass, subprocess
from multiprocessing.pool import ThreadPool
with ThreadPool(2) as pool:
    pool.map(abs, [1, -2])
for refused in (getpass.getpass, lambda: subprocess.Popen("ls"), pool._setup_queues):
    try:
        refused()
    except OSError:
        pass
"""


@pytest.mark.parametrize("way", WAYS)
def test_no_program_sees_what_a_late_import_changes(engine, way):
    assert not watched(engine, way, LATE)


#: Watches until the interpreter is gone, the program's end included.
TO_THE_END = """
import logging, sys, threading, weakref
from concurrent.futures import ThreadPoolExecutor, wait
class Handler(logging.Handler):
    def flush(self):
        print("flushed")
class Thread(threading.Thread):
    pass
def _look(frame, event, argument):
    while frame is not None:
        if "simthreads" in frame.f_code.co_filename:
            print("OURS", frame.f_code)
        frame = frame.f_back
    return _look
threading.{way}(_look)
sys.{way}(_look)
handler = Handler()
weakref.finalize(handler, print, "gone")
{{Thread(target=print), Thread(target=print)}}
with ThreadPoolExecutor(2) as pool:
    print(sorted(each.result() for each in wait([pool.submit(abs, n) for n in (-1, 2)]).done))
"""


@pytest.mark.parametrize("way", ["settrace", "setprofile"])
def test_no_frame_of_the_engine_is_seen_at_the_end(engine, way):
    record = engine.run(TO_THE_END.format(way=way), preempt="call", max_steps=500_000, seconds=20)
    text = "".join(piece["text"] for piece in record["output"])
    assert (record["outcome"], text) == ("finished", "[1, 2]\ngone\nflushed\n"), record["error"]


#: What a reader looks at first: dir(), help() and the description of what `threading` is made of.
LOOKED_AT = """
import _queue, _thread, inspect, threading, queue
from concurrent.futures import Future
kinds = [_thread.lock, _thread.RLock, _thread._ThreadHandle, _thread._local, _queue.SimpleQueue]
things = [threading.Lock(), threading.RLock(), threading.Thread()._os_thread_handle, threading.local(), queue.SimpleQueue()]
def described(thing):
    try:
        return str(inspect.signature(thing)), thing.__doc__
    except (TypeError, ValueError):
        return thing.__doc__
for kind, thing in zip(kinds, things):
    print(kind, repr(kind.__doc__), dir(thing))
    for name in dir(thing):
        if not name.startswith("__") or name in ("__enter__", "__exit__"):
            print(" ", name, described(getattr(kind, name)))
thread, future = threading.Thread(name="t"), Future()
print(len({thread, future}), sorted({*vars(thread)} - {"_native_id"}), sorted(vars(future)))
"""


def test_what_stands_for_c_looks_like_c(engine):
    shown = engine.run(LOOKED_AT)
    assert shown["outcome"] == "finished", shown["error"]
    command = [
        node.find_node(),
        str(Path(__file__).with_name("bare.js")),
        str(node.find_pyodide()),
    ]
    bare = subprocess.run(command, input=LOOKED_AT, capture_output=True, text=True, check=True)
    assert "".join(piece["text"] for piece in shown["output"]) == bare.stdout


#: Who refers to a thing that the program alone holds.
HELD = """
import gc, threading
from concurrent.futures import Future
class Thing:
    pass
def looked(make):
    thing = make()
    return gc.get_referrers(thing)
for make in (Thing, Future, threading.Event, threading.Condition, threading.Thread, lambda: [1], lambda: {1: []}):
    print(looked(make))
box = [Thing()]
print(gc.get_referrers(box[0]) == [box], gc.get_referrers(box[0], box[0]) == [box])
"""


def test_the_engine_does_not_refer_to_what_it_is_asked_about(engine):
    record = engine.run(HELD)
    assert record["error"] is None
    assert "".join(piece["text"] for piece in record["output"]) == "[]\n" * 7 + "True True\n"


def test_nothing_is_left_of_how_the_snapshot_was_made(engine):
    source = (
        "import sys, zipimport\nprint('sitecustomize' in sys.modules, zipimport._compile_source)"
    )
    record = engine.run(source)
    text = "".join(piece["text"] for piece in record["output"])
    assert text.startswith("False <function _compile_source at "), text
