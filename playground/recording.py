"""The recorded run of each program of the site: which schedule it shows, and how it is written
down."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import catalogue

from .node import ROOT, Engine

RECORDED = ROOT / "recorded"
#: A program so named must fail under some schedule; its recorded run is the shortest that fails.
FAULTY = ("_race", "_deadlock")
SCHEDULES = 400
SEEDS = 10


def programs() -> list[Path]:
    """All programs but those that say that the simulation cannot run them."""
    return [entry.path for entry in catalogue.programs() if not entry.native_only]


def is_faulty(program: Path) -> bool:
    return program.stem.endswith(FAULTY)


def target(program: Path) -> Path:
    return RECORDED / program.parent.name / f"{program.stem}.json"


def make(engine: Engine, program: Path) -> dict[str, Any]:
    """The record to show: of the usual schedule, or of the shortest that fails if the program must
    fail and the usual one shows nothing of it."""
    source = program.read_text("utf-8")
    options: dict[str, Any] = {"filename": program.name, "policy": "round-robin"}
    usual = engine.run(source, **options)
    if is_faulty(program) and usual["outcome"] == "finished":
        stood_still = engine.run(source, lean=True, **options)["stalls"]
        options = {"filename": program.name, "schedules": SCHEDULES, "same_output": True}
        verdict = {} if stood_still else engine.explore(source, **options)
        if verdict.get("found"):
            record: dict[str, Any] = verdict["record"]
            if record["outcome"] != "finished" or as_native(program, record):
                return record
    if usual["outcome"] == "finished" and not as_native(program, usual):
        return like_native(engine, program) or usual
    return usual


def as_native(program: Path, record: dict[str, Any]) -> bool:
    """Whether it prints what the page shows: the output that was recorded natively."""
    entry = catalogue.find(program.parent.name, program.stem)
    if not entry.recorded.is_file():
        return True
    printed = "".join(part["text"] for part in record["output"] if part["stream"] == "stdout")
    return catalogue.same_output(entry, entry.recorded.read_text("utf8"), printed)


def like_native(engine: Engine, program: Path) -> dict[str, Any] | None:
    """Of the first seeds' runs that print what the page shows, the one with the fewest events."""
    source = program.read_text("utf-8")
    runs = (engine.run(source, filename=program.name, seed=seed) for seed in range(1, SEEDS + 1))
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
