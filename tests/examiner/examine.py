"""Examines: every case natively, drawn values by Hypothesis, all cases over schedules.

`python -m tests.examiner.examine [NAME ...]` does more of it and says how many broke.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator

import hypothesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from playground.exercises import CHECKED, STEPS, Exercise, exercises
from playground.exercises import SCHEDULES as CHECK_SCHEDULES
from playground.node import Engine
from playground.simthreads.explore.judge import failure
from playground.simthreads.limits import MAX_STEPS
from tests.examiner import subjects
from tests.examiner.native import Native
from tests.examiner.spoilt import spoilt
from tests.examiner.subjects import Case, Subject

SCHEDULES = 20  # a program; the tests do a few of them
FAIR, *UNFAIR = "random", "pct", "hold"


def natively(native: Native, subject: Subject, draws: int, source: str = "") -> str:
    """'' if the subject stands every case; else which it does not, and how it breaks."""
    for case in subject.cases:

        def judged(head: str, case: Case = case) -> str:
            return native.broken(subject.joined(head + case.code, source), subject.filename)

        found = _drawn(case, judged, draws) if case.draw else judged("")
        if found:
            return f"{case.name}: {found}"
    return ""


def over_schedules(
    engine: Engine,
    subject: Subject,
    schedules: int,
    draws: int,
    source: str = "",
    max_steps: int = MAX_STEPS,
) -> str:
    """The same in the simulation, by one program for all cases that draw nothing."""

    def judged(program: str, seed: int) -> str:
        options = {"filename": subject.filename, "seed": seed, "lean": True}
        options["max_steps"] = max_steps
        policy = (FAIR, *UNFAIR)[seed % 3]
        record = engine.run(program, policy=policy, **options)
        if record["outcome"] == "limit" and policy in UNFAIR:
            # a loop that waits for no lock may have starved the thread that would end it
            record = engine.run(program, policy=FAIR, **options)
        error = record["error"] or {"message": ""}
        found = failure(record, None)
        if record["outcome"] == "raised" and not record["exit_code"]:
            return ""  # a thread died, and the case has looked at how
        return f"{found} {error['message']} with --schedule {record['schedule']}" if found else ""

    for seed in range(schedules):
        if found := judged(subject.all_at_once(source), seed):
            return found
    for case in subject.cases:
        if case.draw and schedules:

            def drawn(head: str, case: Case = case) -> str:
                return judged(subject.joined(head + case.code, source), len(head) % schedules)

            if found := _drawn(case, drawn, draws):
                return f"{case.name}: {found}"
    return ""


def _drawn(case: Case, judged: Callable[[str], str], draws: int) -> str:
    """What it says of the first values that break it: to make them smaller would wait for what
    hangs again and again."""
    strategies = {name: eval(text, vars(st)) for name, text in case.draw}

    @settings(
        max_examples=draws,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(st.fixed_dictionaries(strategies))
    def check(values: dict[str, object]) -> None:
        head = subjects.given(values)
        assert not (found := judged(head)), f"{head}{found}"

    try:
        check()
    except AssertionError as error:
        return str(error)
    return ""


def accepted(engine: Engine, exercise: Exercise) -> Iterator[tuple[str, bool]]:
    """Each way to spoil the answer that the examiner breaks, and whether the checker accepts it."""
    subject = subjects.answer(exercise)
    for what, source in spoilt(exercise.text("answer"), exercise.text("start")):
        if not over_schedules(engine, subject, 2, draws=3, source=source, max_steps=STEPS):
            continue
        verdict = engine.explore(
            exercise.checked(source),
            filename=exercise.filename,
            schedules=CHECK_SCHEDULES,
            exit_code=CHECKED,
            max_steps=STEPS,
        )
        yield what, not verdict["found"] and verdict["unfinished"] is None


def _examine_all(names: list[str]) -> int:
    due = [one for one in subjects.subjects() if not names or {*names} & {*one.key.split("/")}]
    broken, began = {}, time.monotonic()
    with Native(limit=5) as native, Engine() as engine:
        for subject in due:
            runs = subject.interpreter() == sys.executable
            found = natively(native, subject, draws=60) if runs else ""
            if not found and subject.simulated:
                found = over_schedules(engine, subject, SCHEDULES, draws=20)
            if found:
                broken[subject.key] = found
                print(f"{subject.key}: {found}", flush=True)
    cases = sum(len(subject.cases) for subject in due)
    print(f"{len(due)} examined by {cases} cases, {len(broken)} broke", end="; ")
    print(f"{time.monotonic() - began:.0f} s, Hypothesis {hypothesis.__version__}")
    return bool(broken)


def _spoil_all(names: list[str]) -> int:
    broken = passed = 0
    with Engine() as engine:
        for exercise in exercises():
            if not names or exercise.name in names:
                for what, accepts in accepted(engine, exercise):
                    broken, passed = broken + 1, passed + accepts
                    if accepts:
                        print(f"{exercise.slug}/{exercise.name}: {what}", flush=True)
    print(f"the examiner breaks {broken} spoilt answers, of which the checkers accept {passed}")
    return bool(passed)


def main(arguments: list[str]) -> int:
    names = [one for one in arguments if one != "--spoilt"]
    return _spoil_all(names) if "--spoilt" in arguments else _examine_all(names)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
