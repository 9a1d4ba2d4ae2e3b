"""Situations of public bug reports, written anew: each ends as its first line says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from playground import catalogue
from playground.node import Engine
from playground.simthreads.record.deadlock import sentence

CASES = catalogue.read_yaml(Path(__file__).with_name("field_cases.yml"))


def printed(record: dict[str, Any]) -> str:
    return "".join(piece["text"] for piece in record["output"])


def frames(traceback: str) -> list[str]:
    """The files that a traceback goes through."""
    lines = [line for line in traceback.splitlines() if line.startswith('  File "')]
    return [line.split('"')[1].rpartition("/")[2] for line in lines]


#: What can be asked of the record of one run.
ASKED = {
    "outcome": lambda record: record["outcome"],
    "exit_code": lambda record: record["exit_code"],
    "prints": printed,
    "error": lambda record: record["error"]["message"],
    "frames": lambda record: frames(record["error"]["traceback"]),
    "stuck": lambda record: [each["id"] for each in record["threads"] if each["end"] == "stuck"],
}


@pytest.mark.parametrize("name", CASES)
def test_a_case_ends_as_it_should(engine, name):
    want, source = CASES[name]["want"], CASES[name]["source"]
    record = engine.run(source, filename=f"{name}.py")
    assert {each: ASKED[each](record) for each in want if each in ASKED} == {
        each: value for each, value in want.items() if each in ASKED
    }
    assert printed(record).startswith(want.get("begins", ""))
    assert record["deadlock"] is None or "None" not in sentence(record)


SAMPLE = 150  # schedules; the soak tries as many as the case says


def accused(engine: Engine, name: str, schedules: int) -> bool:
    """Whether a case that is sound is said to fail."""
    verdict = engine.explore(CASES[name]["source"], schedules=schedules)
    return bool(verdict["found"]) or set(verdict["tally"]) != {"fine"}


SOUND = [name for name in CASES if "sound" in CASES[name]["want"]]


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_case_is_not_accused(engine, name):
    assert not accused(engine, name, SAMPLE)


@pytest.mark.parametrize("name", [name for name in CASES if "preemptions" in CASES[name]["want"]])
def test_a_failure_is_shown_with_the_fewest_preemptions(engine, name):
    verdict = engine.explore(CASES[name]["source"])
    assert verdict["preemptions"] == CASES[name]["want"]["preemptions"]
