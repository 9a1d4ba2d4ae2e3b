"""What must be true of each program of the site under many schedules. Used by a test and, at
length, by `soak`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playground import recording
from playground.node import Engine
from playground.simthreads.explore.judge import failure, stdout
from tests.simthreads.mutants import mutants

#: Programs that show their fault under every schedule, by what they print then.
SHOWN = {
    "late_clear_race": "expected 1 order, served 2",
    "stolen_item_race": "IndexError",
    "lost_update_race": "expected 2, got 1",
    "evict_race": "KeyError",
    "forced_by_seam_race": "expected 20, got -60",
    "iterate_while_changing_race": "RuntimeError: dictionary changed size",
    "lazy_init_race": "expected 1 connection, opened 2",
    "lock_per_call_race": "expected 2, got 1",
    "lost_deposit_race": "paid in 100, balance 50",
    "python_inside_add_race": "expected 2, got 1",
    "sell_last_ticket_race": "tickets: 1, sold: 2",
    "shared_generator_race": "ValueError: generator already executing",
    "stress_until_it_fails_race": "money was lost or made: True",
    "thread_per_page_race": "fetched /c: 2 times",
    "torn_pair_race": "expected 100, halfway 70",
}


def programs() -> list[Path]:
    return recording.programs()


def name(program: Path) -> str:
    return f"{program.parent.name}/{program.stem}"


def holds(engine: Engine, program: Path, schedules: int) -> str:
    """'' if a program that must hold does; else what went wrong, with a schedule that shows it."""
    source = program.read_text("utf-8")
    usual = engine.run(source, filename=program.name, lean=True, policy="round-robin")
    if usual["outcome"] == "raised" and not usual["exit_code"]:
        return _same_error(engine, program, failure(usual, None), schedules)
    verdict = engine.explore(source, filename=program.name, schedules=schedules)
    if verdict.get("found"):
        return f"{verdict['failure']} with --schedule {verdict['schedule']}"
    if verdict.get("unusable") or verdict["unfinished"]:
        return str(
            verdict.get("unusable") or f"did not end with --schedule {verdict['unfinished']}"
        )
    return ""


def _same_error(engine: Engine, program: Path, error: str, schedules: int) -> str:
    """A program about an error that ends a thread, and nothing else: it must always be that one."""
    for seed in range(schedules):
        record = engine.run(program.read_text("utf-8"), filename=program.name, lean=True, seed=seed)
        if failure(record, None) != error or record["exit_code"]:
            return f"{failure(record, None) or 'no error'} with --schedule {record['schedule']}"
    return ""


def fails(engine: Engine, program: Path, schedules: int) -> int:
    """After how many schedules a program that must fail did; 0 if it did not.

    It fails if it raises or stands still, if only a timeout keeps it from standing still, if what
    it prints
    depends on the schedule, or if it prints what `SHOWN` says.
    """
    source = program.read_text("utf-8")
    usual = engine.run(source, filename=program.name, policy="round-robin", lean=True)
    shown = SHOWN.get(program.stem)
    if failure(usual, None) or usual["stalls"] or (shown and shown in stdout(usual)):
        return 1
    verdict = engine.explore(source, filename=program.name, schedules=schedules, same_output=True)
    return int(verdict["schedules"]) if verdict["found"] else 0


def outputs(engine: Engine, program: Path, schedules: int) -> list[str]:
    """What a program that holds may print."""
    source = program.read_text("utf-8")
    seen = set()
    for seed in range(schedules):
        options: dict[str, Any] = {"policy": ("random", "pct", "hold")[seed % 3], "lean": True}
        seen.add(stdout(engine.run(source, filename=program.name, seed=seed, **options)))
    seen.add(stdout(engine.run(source, filename=program.name, policy="round-robin", lean=True)))
    return sorted(seen)


def broken_mutants(engine: Engine, program: Path, schedules: int) -> Iterator[tuple[str, int]]:
    """Each mutant, and after how many schedules it was found broken (0: not)."""
    allowed = None
    for what, source in mutants(program.read_text("utf-8")):
        allowed = allowed or outputs(engine, program, 60)
        verdict = engine.explore(source, filename=program.name, schedules=schedules, expect=allowed)
        stuck = verdict.get("tally", {}).get("limit steps")
        yield what, int(verdict["schedules"]) if verdict.get("found") or stuck else 0
