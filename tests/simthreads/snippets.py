"""What must be true of each program of the site under many schedules. Used by a test and, at
length, by `soak`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playground import recording
from playground.catalogue import Program
from playground.node import Engine
from playground.simthreads.explore.judge import failure, stdout
from tests.simthreads.mutants import mutants


def name(program: Program) -> str:
    return f"{program.slug}/{program.name}"


def holds(engine: Engine, program: Program, schedules: int) -> str:
    """'' if a program that must hold does; else what went wrong, with a schedule that shows it."""
    source = program.source
    usual = engine.run(source, filename=program.path.name, lean=True, policy="round-robin")
    if usual["outcome"] == "raised" and not usual["exit_code"]:
        return _same_error(engine, program, failure(usual, None), schedules)
    verdict = engine.explore(source, filename=program.path.name, schedules=schedules)
    if verdict.get("found"):
        return f"{verdict['failure']} with --schedule {verdict['schedule']}"
    if verdict.get("unusable") or verdict["unfinished"]:
        return str(
            verdict.get("unusable") or f"did not end with --schedule {verdict['unfinished']}"
        )
    return ""


def _same_error(engine: Engine, program: Program, error: str, schedules: int) -> str:
    """A program about an error that ends a thread, and nothing else: it must always be that one."""
    for seed in range(schedules):
        record = engine.run(program.source, filename=program.path.name, lean=True, seed=seed)
        if failure(record, None) != error or record["exit_code"]:
            return f"{failure(record, None) or 'no error'} with --schedule {record['schedule']}"
    return ""


def fails(engine: Engine, program: Program, schedules: int) -> int:
    """After how many schedules a program that must fail did; 0 if it did not.

    It fails if it raises or stands still, if only a timeout keeps it from standing still, if what
    it prints
    depends on the schedule, or if it prints what `recording.SHOWN` says.
    """
    source = program.source
    usual = engine.run(source, filename=program.path.name, policy="round-robin", lean=True)
    if failure(usual, None) or usual["stalls"] or recording.shows_its_fault(program, usual):
        return 1
    verdict = engine.explore(
        source, filename=program.path.name, schedules=schedules, same_output=True
    )
    return int(verdict["schedules"]) if verdict["found"] else 0


def outputs(engine: Engine, program: Program, schedules: int) -> list[str]:
    """What a program that holds may print."""
    source = program.source
    seen = set()
    for seed in range(schedules):
        options: dict[str, Any] = {"policy": ("random", "pct", "hold")[seed % 3], "lean": True}
        seen.add(stdout(engine.run(source, filename=program.path.name, seed=seed, **options)))
    seen.add(
        stdout(engine.run(source, filename=program.path.name, policy="round-robin", lean=True))
    )
    return sorted(seen)


def broken_mutants(engine: Engine, program: Program, schedules: int) -> Iterator[tuple[str, int]]:
    """Each mutant, and after how many schedules it was found broken (0: not)."""
    allowed = None
    for what, source in mutants(program.source):
        allowed = allowed or outputs(engine, program, 60)
        verdict = engine.explore(
            source, filename=program.path.name, schedules=schedules, expect=allowed
        )
        stuck = verdict.get("tally", {}).get("limit steps")
        yield what, int(verdict["schedules"]) if verdict.get("found") or stuck else 0
