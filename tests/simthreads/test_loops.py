"""A loop without a point of its own (in one line, or without a call) does not keep the others from
running: at each granularity and under each policy the program ends as natively."""

from __future__ import annotations

import pytest

from playground.simthreads.policies import NAMED
from playground.simthreads.schedule import GRANULARITIES

#: Each ends once `done` holds something.
WAITS = (
    "while not done: pass",
    "while not done: continue",
    "while not done:\n    pass",
    "while True:\n    if done: break",
    "while True:\n    if done:\n        break",
    "while 1 and not done: _ = 1 + 1; _ = 2",
    "for _ in iter(lambda: bool(done), True): pass",
    "_ = [None for _ in iter(lambda: bool(done), True)]",
    "any(done for _ in itertools.repeat(None))",
    "next(_ for _ in itertools.repeat(None) if done)",
    "_ = {1: 2 for _ in iter(done.__len__, 1)}",
    "while not done: [0 for _ in range(3)]",
    "while not done and (lambda: True)(): pass",
)
#: Each ends by an interrupt alone.
ENDLESS = (
    "while True: pass",
    "while True:\n    pass",
    "while 1: x = 1",
    "for _ in itertools.repeat(0): pass",
)
POLICIES = sorted(NAMED)

WAITING = """
import itertools, threading
done = []
def wait():
    {loop}
thread = threading.Thread(target=wait, daemon=True)
thread.start()
done.append(True)
thread.join()
print("ended")
"""
INTERRUPTED = """
import _thread, itertools, threading
def spin():
    {loop}
ready = threading.Event()
def interrupt():
    ready.wait()
    _thread.interrupt_main()
for body in (spin, interrupt):
    threading.Thread(target=body, daemon=True).start()
def main():
    ready.set()
    {loop}
try:
    main()
except KeyboardInterrupt:
    print("interrupted")
"""


def ended(engine, source, loop, granularity, policy):
    source = source.format(loop=loop.replace("\n", "\n    "))
    record = engine.run(source, preempt=granularity, policy=policy, max_steps=2_000_000, seconds=20)
    return record["outcome"], "".join(piece["text"] for piece in record["output"])


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("granularity", GRANULARITIES)
@pytest.mark.parametrize("loop", WAITS)
def test_a_thread_that_looks_again_and_again_lets_others_run(engine, loop, granularity, policy):
    assert ended(engine, WAITING, loop, granularity, policy) == ("finished", "ended\n")


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("granularity", GRANULARITIES)
@pytest.mark.parametrize("loop", ENDLESS)
def test_an_interrupt_ends_an_endless_loop(engine, loop, granularity, policy):
    assert ended(engine, INTERRUPTED, loop, granularity, policy) == ("finished", "interrupted\n")
