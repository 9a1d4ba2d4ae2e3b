"""Each exercise: the start is at fault, the answer holds, the wrong answers are rejected."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from subprocess import DEVNULL, PIPE

import pytest

from playground.exercises import CHECKED, ORDERS, SCHEDULES, Exercise, exercises, verdicts
from playground.simthreads.explore.judge import stdout
from sitebuild import pages

SAMPLE = 25  # schedules beyond those that the kept verdict stands for

each_exercise = pytest.mark.parametrize("exercise", exercises(), ids=lambda e: e.name)


def test_there_are_at_least_eight():
    assert len(exercises()) >= 8


@each_exercise
def test_the_kept_verdicts_are_of_this_engine_and_these_programs(exercise):
    assert verdicts.stale(exercise) == [], "run `make record`"
    kept = verdicts.kept(exercise)
    assert kept["answer"]["held"] == verdicts.HOLDS == 2_000
    assert len(exercise.wrong) >= 1


@each_exercise
def test_the_answer_holds_under_more_schedules(engine, exercise):
    program = exercise.checked(exercise.text("answer"))
    found = engine.explore(
        program,
        filename=exercise.filename,
        schedules=SAMPLE,
        seed=verdicts.HOLDS,
        exit_code=CHECKED,
    )
    assert not found["found"], verdicts.reason(found["record"])
    assert found["tally"] == {"fine": SAMPLE}


@each_exercise
def test_the_kept_schedules_reject_the_start_and_every_wrong_answer(engine, exercise):
    kept = verdicts.kept(exercise)
    for part in ("start", *exercise.wrong):
        record = engine.run(
            exercise.checked(exercise.text(part)),
            filename=exercise.filename,
            schedule=kept[part]["schedule"],
        )
        assert verdicts.reason(record) == kept[part]["rejected"], part


ENDINGS = (
    "import sys\nsys.exit()",
    "raise SystemExit(0)",
    "import os\nos._exit(0)",
    "import os, signal\nos.kill(os.getpid(), signal.SIGTERM)",
    "import atexit, os\natexit.register(os._exit, 0)",
    "import sys, threading\nthreading.Thread(target=print).start()\nsys.exit(3)",
)


def test_a_program_that_ends_itself_before_the_checker_does_not_pass(engine):
    passed = [
        (exercise.name, ending)
        for exercise in exercises()
        for ending in ENDINGS
        if not engine.explore(
            exercise.checked(f"{exercise.text('answer')}\n{ending}\n"),
            filename=exercise.filename,
            schedules=2,
            exit_code=CHECKED,
        )["found"]
    ]
    assert passed == []


ENDLESS = (
    "while True:\n    pass",
    "import time\nwhile True:\n    time.sleep(0.01)",
    "import threading\nlock = threading.Lock()\nwith lock:\n    while lock.locked():\n        pass",
    "import queue\nwhile True:\n    queue.Queue().put(1)",
)


def test_a_program_that_never_ends_does_not_pass_and_is_told_soon(engine):
    given = exercises()[0]
    for loop in ENDLESS:
        verdict = engine.explore(
            given.checked(f"{given.text('answer')}\n{loop}\n"),
            filename=given.filename,
            schedules=SCHEDULES,
            exit_code=CHECKED,
            max_steps=20_000,
        )
        assert (verdict["found"], verdict["tally"]) == (False, {"limit steps": 24}), loop
        assert verdict["unfinished"], loop


def test_an_answer_with_few_orders_is_known_to_be_right(engine):
    known = {"own_name": 4, "interrupted_main": 32}
    for given in exercises():
        if given.name in known:
            verdict = engine.explore(
                given.checked(given.text("answer")),
                filename=given.filename,
                schedules=SCHEDULES,
                exit_code=CHECKED,
                exhaustive=True,
                orders=ORDERS,
            )
            told = verdict["orders"]
            assert (told["exhausted"], told["orders"]) == (True, known[given.name])


@each_exercise
def test_what_rejects_a_program_is_explained_in_both_languages(exercise: Exercise):
    named = {
        line.rpartition(", ")[2].strip().strip('"')
        for line in exercise.text("check").splitlines()
        if line.lstrip().startswith("assert ")
    }
    assert set(exercise.faults) == named
    for texts in exercise.faults.values():
        assert set(texts) == set(pages.CONFIGS) and all(texts.values())


@pytest.mark.parametrize("language", pages.CONFIGS)
def test_each_exercise_stands_on_its_page(language):
    for exercise in exercises():
        chapter = [p for p in pages.pages(language) if p.file.stem == exercise.slug]
        assert sum(p.text.count(f"<!-- exercise: {exercise.name} -->") for p in chapter) == 1


@pytest.fixture(scope="module")
def shown() -> dict[tuple[str, str], list[str]]:
    """What main() of each start and answer prints of what it expected and got."""
    asked = [(exercise, part) for exercise in exercises() for part in ("start", "answer")]
    with ThreadPoolExecutor(8) as pool:
        lines = pool.map(lambda one: _expectations(one[0].text(one[1])), asked)
        return {(one.name, part): found for (one, part), found in zip(asked, lines, strict=True)}


def _expectations(source: str) -> list[str]:
    """The lines up to the first that is not as expected: a fault may keep the program from
    ending, so nobody waits for that."""
    command = [sys.executable, "-u", "-X", "utf8", "-c", source]
    found = []
    with subprocess.Popen(command, stdout=PIPE, stderr=DEVNULL, encoding="utf8") as running:
        assert running.stdout
        for line in running.stdout:
            if line.startswith("expected "):
                found.append(line.strip())
                if not _as_expected(line.strip()):
                    break
        running.kill()
    return found


def _as_expected(line: str) -> bool:
    expected, got = line.removeprefix("expected ").split(", got ", 1)
    return expected == got


@each_exercise
def test_the_start_shows_its_fault_when_it_is_run_and_the_answer_none(shown, exercise):
    start, answer = shown[exercise.name, "start"], shown[exercise.name, "answer"]
    assert start and not _as_expected(start[-1])
    assert answer and all(map(_as_expected, answer))


@each_exercise
def test_the_start_shows_its_fault_in_the_page_too(engine, exercise):
    record = engine.run(exercise.text("start"), filename=exercise.filename, policy="round-robin")
    lines = [line for line in stdout(record).splitlines() if line.startswith("expected ")]
    assert lines and not _as_expected(lines[0])
