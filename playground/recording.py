"""The recorded run of each program of the site: which schedule it shows, and how it is written
down."""

from __future__ import annotations

import json
from typing import Any

from playground import catalogue
from playground.catalogue import Program

from .node import Engine
from .simthreads.explore.judge import stdout

#: A program so named must fail under some schedule; its recorded run is the shortest that fails.
FAULTY = ("_race", "_deadlock")
SCHEDULES = 400
SEEDS = 10


def is_faulty(program: Program) -> bool:
    return program.name.endswith(FAULTY)


def shows_its_fault(program: Program, record: dict[str, Any]) -> bool:
    """By what it prints then, under whatever schedule: no need to look for one."""
    return program.fault is not None and program.fault in stdout(record)


def make(engine: Engine, program: Program) -> dict[str, Any]:
    """The record to show: of the usual schedule, or of the shortest that fails if the program must
    fail and the usual one shows nothing of it."""
    options: dict[str, Any] = {"filename": program.path.name, "policy": "round-robin"}
    usual = engine.run(program.source, **options)
    hidden = usual["outcome"] == "finished" and not shows_its_fault(program, usual)
    if is_faulty(program) and hidden:
        stood_still = engine.run(program.source, lean=True, **options)["stalls"]
        found = None if stood_still else failing(engine, program)
        if found and (found["outcome"] != "finished" or as_native(program, found)):
            return found
    if usual["outcome"] == "finished" and not as_native(program, usual):
        return like_native(engine, program) or usual
    return usual


def failing(engine: Engine, program: Program) -> dict[str, Any] | None:
    """The shortest schedule found that fails."""
    options: dict[str, Any] = {"schedules": SCHEDULES, "same_output": True}
    verdict = engine.explore(program.source, filename=program.path.name, **options)
    record: dict[str, Any] | None = verdict.get("record")
    return record


def as_native(program: Program, record: dict[str, Any]) -> bool:
    """Whether it prints what the page shows: the output that was recorded natively."""
    if not program.recorded.is_file():
        return True
    return catalogue.same_output(program, program.recorded.read_text("utf8"), stdout(record))


def like_native(engine: Engine, program: Program) -> dict[str, Any] | None:
    """Of the first seeds' runs that print what the page shows, the one with the fewest events."""
    options: dict[str, Any] = {"filename": program.path.name}
    runs = (engine.run(program.source, seed=seed, **options) for seed in range(1, SEEDS + 1))
    fitting = [record for record in runs if as_native(program, record)]
    return min(fitting, key=lambda record: len(record["events"]), default=None)


def text(record: dict[str, Any]) -> str:
    """JSON with one entry of a list a line, so that a change in a run is a change of few lines."""
    parts = []
    for key, value in record.items():
        if isinstance(value, list) and value:
            rows = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in value)
            parts.append(f' "{key}": [\n{rows}\n ]')
        else:
            parts.append(f' "{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def rows(entries: list[Any]) -> str:
    """JSON with one of them a line."""
    return "[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in entries) + "\n]\n"


def write(engine: Engine, program: Program) -> None:
    """Its run, and what its variables hold in that; and what it printed as its output, where no
    Python on this machine could."""
    record = make(engine, program)
    program.run_values.parent.mkdir(parents=True, exist_ok=True)
    program.run_record.write_text(text(record), "utf8")
    program.run_values.write_text(
        rows(again(engine, program, record, values=True)["values"]), "utf8"
    )
    if not program.recorded.is_file() and catalogue.interpreter_for(program) is None:
        program.recorded.write_text(stdout(record), "utf8")


def again(engine: Engine, program: Program, record: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The run that a record stands for, run anew: the search for its schedule is not repeated."""
    options: dict[str, Any] = {"filename": program.path.name, **more}
    if record["policy"] == "replay":
        return engine.run(program.source, schedule=record["schedule"], **options)
    return engine.run(program.source, policy=record["policy"], seed=record["seed"], **options)


def is_fresh(engine: Engine, program: Program) -> bool:
    """Whether the recorded run is, byte for byte, what it would be now, looked at or not."""
    if not (program.run_record.is_file() and program.run_values.is_file()):
        return False
    kept, values = (each.read_text("utf8") for each in (program.run_record, program.run_values))
    record = json.loads(kept)
    seen = again(engine, program, record, values=True)
    fresh = rows(seen.pop("values")) == values and text(seen) == kept
    return fresh and text(again(engine, program, record)) == kept
