"""What many schedules said of each exercise, kept beside it: the answer held, the rest failed.

A verdict follows from the engine and the program alone, so it is asked anew only when one of the
two has changed. A rejection keeps the schedule that shows the fault, which a test replays.
"""

from __future__ import annotations

import hashlib
import json
import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from playground.node import Engine, engine_fingerprint

from . import CHECKED, SCHEDULES, STEPS, Exercise, exercises

#: So many schedules the answer has held under.
HOLDS = 2_000


class Unsound(Exception):
    """An answer that fails, or a wrong one that passes; the message is one line."""


def kept(exercise: Exercise) -> dict[str, Any]:
    """By part: `answer` has the number of schedules, the others a schedule and what it leads to."""
    path = exercise.folder / "verdicts.json"
    found: dict[str, Any] = json.loads(path.read_text("utf8")) if path.is_file() else {}
    return found


def key(exercise: Exercise, part: str) -> str:
    """Names what a verdict of this part would follow from."""
    given = f"{engine_fingerprint()}\n{exercise.checked(exercise.text(part))}"
    return hashlib.sha256(given.encode()).hexdigest()[:16]


def stale(exercise: Exercise) -> list[str]:
    """The parts whose kept verdict is none of today's engine and program."""
    old = kept(exercise)
    parts = exercise.parts
    return [part for part in parts if old.get(part, {}).get("key") != key(exercise, part)] or [
        part for part in old if part not in parts
    ]


def renew_all() -> None:
    """Ask for what is stale, one engine a processor. Raises Unsound."""
    due = [exercise for exercise in exercises() if stale(exercise)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(_renew, due):
            pass


def _renew(exercise: Exercise) -> None:
    old, due = kept(exercise), stale(exercise)
    with Engine() as engine:
        verdicts = {
            part: _ask(engine, exercise, part) if part in due else old[part]
            for part in exercise.parts
        }
    rows = (f'  "{part}": {json.dumps(verdict)}' for part, verdict in verdicts.items())
    text = "{\n" + ",\n".join(rows) + "\n}\n"
    (exercise.folder / "verdicts.json").write_text(text, "utf8")


def reason(record: dict[str, Any]) -> str:
    """What a failing run says: the fault that the checker names, or how else it ended."""
    if record["outcome"] == "deadlock":
        return "deadlock"
    if record["outcome"] == "finished":
        return f"exit code {record['exit_code']}"
    error = record["error"]
    return str(error["message"] if error["type"] == "AssertionError" else error["type"])


def _ask(engine: Engine, exercise: Exercise, part: str) -> dict[str, Any]:
    where = f"exercise {exercise.slug}/{exercise.name}"
    holds = part == "answer"
    verdict = engine.explore(
        exercise.checked(exercise.text(part)),
        filename=exercise.filename,
        schedules=HOLDS if holds else SCHEDULES,
        exit_code=CHECKED,
        max_steps=STEPS,
    )
    if verdict.get("unusable"):
        raise Unsound(f"{where}: {part}.py: {verdict['unusable']}")
    if not holds and not verdict["found"]:
        raise Unsound(f"{where}: {part}.py passes {SCHEDULES} schedules")
    if holds and verdict["found"]:
        why = reason(verdict["record"])
        raise Unsound(f"{where}: the answer fails ({why}): --schedule {verdict['schedule']}")
    if holds and verdict["tally"] != {"fine": HOLDS}:
        raise Unsound(f"{where}: the answer does not always end: {verdict['tally']}")
    if holds:
        return {"key": key(exercise, part), "held": HOLDS}
    return {
        "key": key(exercise, part),
        "rejected": reason(verdict["record"]),
        "schedule": verdict["schedule"],
    }


def shown(engine: Engine, exercise: Exercise, part: str) -> str:
    """What is wrong with a program that a page shows, in one line: an answer passes its check, all
    else is rejected under the schedule that was kept. Empty if nothing is."""
    schedule = kept(exercise).get(part, {}).get("schedule")
    if part != "answer" and schedule is None:
        return f"{part}.py has no verdict: run `make record`"
    record = engine.run(
        exercise.checked(exercise.text(part)), filename=exercise.filename, schedule=schedule
    )
    passes = record["outcome"] == "finished" and record["exit_code"] == CHECKED
    if part == "answer":
        return "" if passes else f"the answer fails its check: {reason(record)}"
    return f"{part}.py passes its check" if passes else ""
