"""Nothing of the engine is seen: not by a tracer, a profiler, a walk along the frames, a traceback."""

from __future__ import annotations

import json

import pytest

import catalogue

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


ALL = catalogue.simulated()
#: One program of each page, and drawn ones, whose own code C calls.
PROGRAMS = {
    **{each.slug: each.path.read_text("utf-8") for each in ALL},
    **{f"drawn {seed}": drawn(seed) for seed in range(8)},
}


@pytest.mark.parametrize("way", WAYS)
def test_no_program_sees_a_frame_of_the_engine(engine, way):
    found = {name: watched(engine, way, source) for name, source in PROGRAMS.items()}
    assert len(found) > 20
    assert not {name: files for name, files in found.items() if files}
