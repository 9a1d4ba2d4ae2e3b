"""Strangers' programs on the engine and on this machine's Python: python -m tools.field DIR

Every .py of a folder that may run here (natively.unfit says which may not) runs natively some
times, on the engine under several policies, and is explored; judge compares. Prints a table,
the faults and the accusations, which somebody has to read; ends with 1 if there is a fault.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from playground.node import Engine, EngineError
from playground.simthreads.record.deadlock import sentence
from tools.field import judge, natively
from tools.field.judge import FAULT, OTHER, Judgement
from tools.field.natively import REPEATS, Native

NOT_RUN = "not run"
SECONDS = 120.0  # of real time, as in a terminal, and twice that until it is called hung
WAYS: tuple[dict[str, Any], ...] = (
    {},
    {"policy": "round-robin", "preempt": "call"},
    {"seed": 1, "policy": "random", "preempt": "line"},
    {"seed": 2, "policy": "pct", "preempt": "line"},
    {"seed": 3, "policy": "random", "preempt": "bytecode"},
)
#: Where the output is another one: under which of these is it what was seen natively?
MORE = tuple(
    {"seed": seed, "preempt": preempt} for seed in range(4, 24) for preempt in ("line", "call")
)


class Accusation(Exception):
    """A verdict that its own replay does not show."""


class Bench:
    """An engine that is started again when it broke; one for each worker."""

    def __init__(self) -> None:
        self.engine: Engine | None = None

    def ask(self, what: str, request: dict[str, Any]) -> dict[str, Any]:
        self.engine = self.engine or Engine()
        hung = threading.Event()

        def end(process: subprocess.Popen[str]) -> None:
            hung.set()
            process.kill()

        watch = threading.Timer(2 * SECONDS, end, [self.engine._process])
        watch.start()
        try:
            return self.engine.ask(what, request, seconds=SECONDS)
        except (EngineError, OSError) as error:
            self.close()
            raise TimeoutError(what) if hung.is_set() else EngineError(str(error)) from None
        finally:
            watch.cancel()

    def close(self) -> None:
        if self.engine:
            with contextlib.suppress(OSError):
                self.engine.close()
        self.engine = None


def on_engine(
    bench: Bench, source: str, name: str, schedules: int
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """A record for each way of running, and what `explore` says."""
    request = {"source": source, "filename": name, "lean": True}
    records = []
    for way in WAYS:
        records.append(bench.ask("run", request | way))
        limited = records[-1].get("outcome") == "limit"
        if "unusable" in records[-1] or limited or judge.refusal(records):
            return records, {}  # what is left would say the same
    if not schedules:
        return records, {}
    try:
        verdict = bench.ask("explore", {**request, "schedules": schedules})
    except TimeoutError:
        return records, {"late": True}
    if verdict.get("found"):
        again = bench.ask("run", request | {"schedule": verdict["schedule"]})
        if again["outcome"] != verdict["record"]["outcome"]:
            raise Accusation(f"{verdict['failure']}, but the replay {again['outcome']}")
    return records, verdict


def judged(
    bench: Bench,
    source: str,
    name: str,
    native: list[Native],
    schedules: int,
    again: Callable[[], list[Native]] = list,
) -> tuple[Judgement, str]:
    """The kind of a program, and of what `explore` accuses it. `again` runs it natively."""
    try:
        records, verdict = on_engine(bench, source, name, schedules)
    except EngineError as error:
        return Judgement(FAULT, f"broke down: {error}"), ""
    except TimeoutError:
        if judge.is_endless(native):
            return Judgement(judge.NO_ANSWER, "one call of C, endless here too"), ""
        return Judgement(FAULT, "hangs: not even a limit ended it"), ""
    except Accusation as error:
        return Judgement(FAULT, f"accused of {error}"), ""
    accused = "not known: the search took too long" if verdict.get("late") else ""
    if verdict.get("found"):
        record = verdict["record"]
        said = sentence(record) if record["outcome"] == "deadlock" else verdict["failure"]
        accused = f"{said} (schedule {verdict['schedule']})"
    judgement = judge.judge(source, native, records, verdict)
    if judgement == OTHER:
        native += again()
        judgement = judge.judge(source, native, records, verdict)
    if judgement == OTHER and another_schedule(bench, source, name, native):
        judgement = Judgement(judge.ORDER, "native output under some schedules")
    return judgement, accused


def another_schedule(bench: Bench, source: str, name: str, native: list[Native]) -> bool:
    """Does what was seen natively happen here under a schedule that has not been tried?"""
    request = {"source": source, "filename": name, "lean": True}
    with contextlib.suppress(EngineError, TimeoutError):
        for way in MORE:
            if judge.shows_native([bench.ask("run", request | way)], native):
                return True
    return False


def _kept(file: Path | None) -> dict[str, Any]:
    return json.loads(file.read_text("utf-8")) if file and file.exists() else {}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.field", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--python", action="append", metavar="EXE", help="run natively on this")
    parser.add_argument("--schedules", type=int, default=30, metavar="N")
    parser.add_argument("--jobs", type=int, default=2, metavar="N")
    parser.add_argument("--only", default="", metavar="TEXT", help="programs with this in the name")
    parser.add_argument(
        "--kept", type=Path, metavar="FILE", help="keep native runs here, or use them"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write each program's judgement")
    given = parser.parse_args()
    known = _kept(given.kept)
    files = [f for f in sorted(given.folder.rglob("*.py")) if given.only in f.name]
    local = threading.local()
    benches = []

    def bench() -> Bench:
        if not hasattr(local, "bench"):
            local.bench = Bench()
            benches.append(local.bench)
        mine: Bench = local.bench
        return mine

    def one(file: Path) -> tuple[str, Judgement, str]:
        name = str(file.relative_to(given.folder))
        source = file.read_text("utf-8", "replace")
        why = natively.unfit(source)
        if why:
            return name, Judgement(NOT_RUN, why), ""
        pythons = given.python or [sys.executable]
        if name not in known:
            known[name] = natively.runs(source, file.name, pythons)
        native = [Native(*run) for run in known[name]]

        def again() -> list[Native]:
            """What takes long has run but once."""
            few = [] if len(native) > len(pythons) else [pythons[0]] * (REPEATS - 1)
            more = [natively.once(source, file.name, python) for python in few]
            known[name] += more
            return more

        return name, *judged(bench(), source, file.name, native, given.schedules, again)

    results = []
    with ThreadPoolExecutor(given.jobs) as pool:
        for number, result in enumerate(pool.map(one, files), 1):
            results.append(result)
            if result[1].kind == FAULT:
                print(f"[{number}/{len(files)}] {result[0]}: {result[1].why}", flush=True)
    for each in benches:
        each.close()
    if given.kept:
        given.kept.write_text(json.dumps(known), "utf-8")
    if given.json:
        given.json.write_text(json.dumps(results, indent=1), "utf-8")
    return report(results)


def report(results: list[tuple[str, Judgement, str]]) -> int:
    kinds = Counter(judgement.kind for _, judgement, _ in results)
    reasons = Counter(judgement for _, judgement, _ in results)
    for kind in (*judge.KINDS, NOT_RUN):
        print(f"{kinds[kind]:5} {kind}")
        for judgement, count in reasons.most_common():
            if judgement.kind == kind and judgement.why and kind != FAULT:
                print(f"      {count:5} {judgement.why}")
    print("\naccused by explore, to be read:")
    for name, judgement, accused in results:
        if accused and judgement.kind != FAULT:
            print(f"  {name}: {accused}")
    print("\nfaults:")
    for name, judgement, _ in results:
        if judgement.kind == FAULT:
            print(f"  {name}: {judgement.why}")
    return 1 if kinds[FAULT] else 0


if __name__ == "__main__":
    sys.exit(main())
