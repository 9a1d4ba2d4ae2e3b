"""Each exercise: the start is at fault, the answer holds, the wrong answers are rejected."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import pytest

import pages
from playground.exercises import SCHEDULES, Exercise, exercises
from playground.node import ROOT, Engine, sources

HOLDS = 2_000

each_exercise = pytest.mark.parametrize("exercise", exercises(), ids=lambda e: e.name)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as running:
        yield running


def verdict(engine: Engine, exercise: Exercise, part: str, schedules: int) -> dict[str, Any]:
    program = exercise.checked(exercise.text(part))
    return engine.explore(program, filename=f"{exercise.name}.py", schedules=schedules)


def kept_verdict(engine: Engine, exercise: Exercise) -> dict[str, Any]:
    """A verdict follows from program and engine alone: the same two are not asked twice."""
    asked = json.dumps([sources(), exercise.checked(exercise.text("answer")), HOLDS])
    kept = ROOT / ".cache" / "verdicts" / f"{hashlib.sha256(asked.encode()).hexdigest()[:16]}.json"
    if not kept.is_file():
        found = verdict(engine, exercise, "answer", HOLDS)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(found), "utf8")
    known: dict[str, Any] = json.loads(kept.read_text("utf8"))
    return known


def test_there_are_at_least_eight():
    assert len(exercises()) >= 8


@pytest.mark.timeout(900)  # the first time, on a busy machine
@each_exercise
def test_the_answer_holds(engine, exercise):
    found = kept_verdict(engine, exercise)
    assert not found["found"], found["record"]["error"] or found["failure"]
    assert found["tally"] == {"fine": HOLDS}


@each_exercise
def test_the_start_and_every_wrong_answer_are_rejected(engine, exercise):
    assert exercise.wrong
    passed = [
        part
        for part in ("start", *exercise.wrong)
        if not verdict(engine, exercise, part, SCHEDULES)["found"]
    ]
    assert passed == []


@each_exercise
def test_what_the_checker_asserts_is_explained_in_both_languages(exercise):
    named = {
        line.rpartition(", ")[2].strip().strip('"')
        for line in exercise.text("check").splitlines()
        if line.lstrip().startswith("assert ")
    }
    for language in pages.CONFIGS:
        assert set(exercise.faults(language)) == named
        assert all(exercise.faults(language).values())


@pytest.mark.parametrize("language", pages.CONFIGS)
def test_each_exercise_stands_on_its_page(language):
    for exercise in exercises():
        (page,) = [p for p in pages.pages(language) if p.file.stem == exercise.slug]
        assert page.text.count(f"<!-- exercise: {exercise.name} -->") == 1
