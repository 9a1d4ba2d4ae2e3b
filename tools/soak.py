"""Long checks of the engine, run by hand: python -m tools.soak [WHAT ...]

snippets: all programs under 200 schedules; mutants: each protection taken out, found broken within
2,000; locked: 2,000 schedules of a guarded counter; switches: a million of them; collections: 1,000
while 20 threads are parked in deep stacks; reruns: 500 in one worker; cases: of public bug reports,
that are sound, with all their schedules; shortened: failures found with other seeds, to the fewest
preemptions.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from playground import catalogue, recording
from playground.node import Engine
from tests.simthreads import snippets as checks
from tests.simthreads import test_explore, test_field_cases

PROGRAMS = catalogue.ROOT / "tests/simthreads/programs"
COUNTER = (PROGRAMS / "guarded_counter.py").read_text("utf-8")
EQUIVALENT: dict[str, str] = catalogue.read_yaml(catalogue.ROOT / "tests/simthreads/equivalent.yml")
SWITCHES = """
import threading
turns = [threading.Semaphore(0) for _ in range(10)]
def play(n):
    for _ in range(ROUNDS):
        turns[n].acquire()
        turns[(n + 1) % 10].release()
threads = [threading.Thread(target=play, args=(n,)) for n in range(10)]
for t in threads: t.start()
turns[0].release()
for t in threads: t.join()
"""
COLLECTIONS = """
import gc, threading
gate = threading.Event()
class Node: pass
def deep(left):
    here = Node()
    here.me = here
    if left: return max(iter([0]), key=lambda _: deep(left - 1))
    gate.wait()
threads = [threading.Thread(target=deep, args=(20,)) for _ in range(20)]
for t in threads: t.start()
found = 0
for _ in range(1000):
    cycle = Node(); cycle.me = cycle; del cycle
    found += gc.collect()
gate.set()
for t in threads: t.join()
print(found, gc.collect() > 0)
"""


def memory_of(engine: Engine) -> int:
    """Resident memory of the engine's process, in MB."""
    text = Path(f"/proc/{engine.pid}/status").read_text()
    return int(text.partition("VmRSS:")[2].split()[0]) // 1024


def snippets(engine: Engine) -> bool:
    good = True
    for program in catalogue.simulated():
        if recording.is_faulty(program):
            after = checks.fails(engine, program, 2_000)
            print(f"{checks.name(program)}: fails after {after or 'NOT'}", flush=True)
            good &= after > 0
        else:
            wrong = checks.holds(engine, program, 200)
            print(f"{checks.name(program)}: {wrong or 'holds'}", flush=True)
            good &= not wrong
    return good


def mutants(engine: Engine) -> bool:
    good = True
    for program in catalogue.simulated():
        if recording.is_faulty(program):
            continue
        found = list(checks.broken_mutants(engine, program, 2_000))
        if found:
            name = checks.name(program)
            right = any(after for _, after in found) != (name in EQUIVALENT)
            good &= right
            said = "; ".join(f"{what}: {after or 'not'}" for what, after in found)
            why = f" ({EQUIVALENT[name]})" if name in EQUIVALENT else ""
            print(f"{name}: {said}{why}{'' if right else ': WRONG'}", flush=True)
    return good


def locked(engine: Engine) -> bool:
    verdict = engine.explore(COUNTER, schedules=2_000, expect=["40\n"])
    print(f"found: {verdict['found']} in {verdict['schedules']} schedules")
    return not verdict["found"]


def switches(engine: Engine) -> bool:
    total = 0
    sizes = []
    while total < 1_000_000:
        source = SWITCHES.replace("ROUNDS", "5_000")
        record = engine.run(
            source, lean=True, preempt="call", policy="round-robin", max_steps=10**9
        )
        if record["outcome"] != "finished":
            print(record["outcome"], record["limit"])
            return False
        total += record["switches"]
        sizes.append(memory_of(engine))
        print(f"{total} switches, {sizes[-1]} MB", flush=True)
    print(f"{total} switches; memory after each part: {sizes[0]} ... {sizes[-1]} MB")
    return sizes[-1] < 1.5 * sizes[0] + 50


def collections(engine: Engine) -> bool:
    record = engine.run(COLLECTIONS, lean=True, preempt="call", max_steps=10**9)
    text = "".join(piece["text"] for piece in record["output"])
    print(record["outcome"], text.strip())
    return record["outcome"] == "finished" and int(text.split()[0]) >= 1000


def reruns(engine: Engine) -> bool:
    source = (PROGRAMS / "library.py").read_text("utf-8")
    first = engine.run(source, seed=3)
    times = []
    same = True
    for _ in range(500):
        begin = time.perf_counter()
        same &= engine.run(source, seed=3) == first
        times.append(time.perf_counter() - begin)
    early, late = sorted(times[:50])[25], sorted(times[-50:])[25]
    print(
        f"all the same: {same}; median of the first 50: {early:.4f} s, of the last 50: {late:.4f} s"
    )
    return same


def cases(engine: Engine) -> bool:
    found = {
        name: test_field_cases.accused(engine, name, test_field_cases.CASES[name]["want"]["sound"])
        for name in test_field_cases.SOUND
    }
    print(found)
    return not any(found.values())


def shortened(engine: Engine) -> bool:
    good = True
    for name in test_explore.FEWEST:
        for seed in (500, 1500, 2500, 3500):
            left, fewest = test_explore.shortened(engine, name, seed)
            print(f"{name}, seed {seed}: {left} preemptions, {fewest} are needed", flush=True)
            good &= left == fewest
    return good


def main() -> int:
    whole = (locked, switches, collections, reruns, snippets, mutants, cases, shortened)
    known = {each.__name__: each for each in whole}
    good = True
    for what in sys.argv[1:] or known:
        with Engine() as engine:
            print(f"== {what}", flush=True)
            passed = known[what](engine)
            print(f"== {what}: {'good' if passed else 'FAILED'}", flush=True)
            good &= passed
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
