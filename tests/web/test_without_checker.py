"""A run of program and checker is shown as the program's writer sees it: for every program of every
exercise, each line is one of theirs, and who is the checker's is called so."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playground.exercises import Exercise, exercises
from playground.exercises.verdicts import kept
from playground.node import Engine, find_node

WEB = Path(__file__).resolve().parents[2] / "playground" / "web"
SCRIPT = f"""
import {{ readFileSync }} from "node:fs";
import {{ joined, withoutChecker }} from "{(WEB / "app" / "without_checker.ts").as_uri()}";
const seen = JSON.parse(readFileSync(0, "utf8")).map(({{ program, check, run, alone }}) => ({{
  joined: joined(program, check),
  run: withoutChecker(run, alone, program, {{ of_checker: "! {{name}}" }}),
}}));
process.stdout.write(JSON.stringify(seen));
"""
PLACE = re.compile(r'File "([^"]+)", line (\d+)[^\n]*\n    ([^\n]*)')
BEGINS = "__import__('sys').__stdout__.write('the check begins')"


def seen(cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    done = subprocess.run(
        [find_node(), "--input-type=module", "-e", SCRIPT],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[:2000]
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def lines(thing: Any) -> Iterator[int]:
    """All that a record says of lines."""
    if isinstance(thing, dict):
        yield from (thing["line"],) if thing.get("line") is not None else ()
        for one in thing.values():
            yield from lines(one)
    elif isinstance(thing, list):
        for one in thing:
            yield from lines(one)


def case(engine: Engine, exercise: Exercise, part: str, **how: Any) -> dict[str, Any]:
    program, check, filename = exercise.text(part), exercise.check, exercise.filename
    run = engine.run(exercise.checked(program), filename=filename, **how)
    alone = engine.run(program, filename=filename, schedule=run["schedule"], bend=True)
    return {"program": program, "check": check, "run": run, "alone": alone}


def test_every_line_that_is_shown_is_one_of_the_readers(engine: Engine) -> None:
    cases = []
    for exercise in exercises():
        for part, verdict in kept(exercise).items():
            if part != "answer":
                way = {"schedule": verdict["schedule"], "bend": True}
                cases.append(case(engine, exercise, part, **way))
    shown = seen(cases)
    failed = in_checker = 0
    for given, found in zip(cases, shown, strict=True):
        last = len(given["program"].rstrip().splitlines())
        assert max(lines(found["run"]), default=0) <= last
        said = found["run"]["error"] or {"traceback": ""}
        written = "".join(piece["text"] for piece in found["run"]["output"])
        for file, number, text in PLACE.findall(said["traceback"] + written):
            if file == "check.py":
                assert given["check"].splitlines()[int(number) - 1].strip() == text.strip()
                in_checker += 1
            elif file == given["run"]["program"]:
                assert given["program"].splitlines()[int(number) - 1].strip() == text.strip()
        failed += given["run"]["outcome"] != "finished"
    assert failed > len(cases) / 2 and in_checker > 20


def test_the_checkers_threads_are_called_so_and_no_others(engine: Engine) -> None:
    cases, wanted = [], []
    for exercise in exercises():
        cases.append(case(engine, exercise, "answer", policy="round-robin"))
        program, check = exercise.text("answer").rstrip(), exercise.check
        told = engine.run(f"{program}\n\n{BEGINS}\n{check}", policy="round-robin")
        begins = next(one["time"] for one in told["output"] if "the check begins" in one["text"])
        wanted.append([one["name"] for one in told["threads"] if one["started"] > begins])
    for given, found, names in zip(cases, seen(cases), wanted, strict=True):
        assert found["joined"] == f"{given['program'].rstrip()}\n\n\n{given['check']}"
        threads = found["run"]["threads"]
        assert [one["name"] for one in threads if one["name"].startswith("! ")] == [
            f"! {name}" for name in names
        ]
    assert sum(map(len, wanted)) > 50
