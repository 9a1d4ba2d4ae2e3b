"""Every program that is named for no fault, and every model answer, as a hostile user calls it.
`python -m tests.examiner.examine` does more of it."""

from __future__ import annotations

import functools
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from sitebuild import pages
from tests.examiner import examine, subjects
from tests.examiner.native import Native
from tests.examiner.spoilt import spoilt
from tests.examiner.subjects import Subject

SUBJECTS = subjects.subjects()
CHAPTERS = sorted({subject.slug for subject in SUBJECTS})
DRAWS, SCHEDULES, DRAWN_SCHEDULES = 6, 1, 1

each_chapter = pytest.mark.parametrize("chapter", CHAPTERS)


def of(chapter: str) -> list[Subject]:
    return [subject for subject in SUBJECTS if subject.slug == chapter]


@pytest.fixture(scope="module")
def native() -> Iterator[Callable[[str], Native]]:
    """The process that runs cases, by interpreter."""
    with ExitStack() as started:
        yield functools.cache(lambda python: started.enter_context(Native(python)))


def test_nothing_that_a_program_offers_is_left_unexamined():
    assert {subject.key: subject.unexamined for subject in SUBJECTS if subject.unexamined} == {}
    assert {key for key, _ in subjects.written()} <= {subject.key for subject in SUBJECTS}


def test_a_case_and_a_program_use_different_names():
    helpers = subjects.defined(subjects.PRELUDE)
    assert {one.key: clash for one in SUBJECTS if (clash := helpers & {*one.offered})} == {}


@pytest.mark.parametrize("language", pages.CONFIGS)
def test_a_page_says_what_its_programs_are_not_for(language):
    texts: dict[str, str] = defaultdict(str)
    for page in pages.pages(language):
        texts[page.file.stem] += " ".join(page.text.split())
    silent = [
        subject.key
        for subject in SUBJECTS
        for spoken, words in subject.outside
        if spoken == language and words not in texts[subject.page]
    ]
    assert silent == []


@each_chapter
def test_it_stands_natively(native, request, chapter):
    """One that is too new for every Python here is examined in the simulation alone."""
    wanted = str(request.config.getoption("--python") or sys.executable)
    broken = {}
    for subject in of(chapter):
        python = subject.interpreter(wanted)
        if python and (found := examine.natively(native(python), subject, DRAWS)):
            broken[subject.key] = found
    assert broken == {}


@each_chapter
def test_it_stands_under_other_schedules(engine, chapter):
    broken = {
        subject.key: found
        for subject in of(chapter)
        if subject.simulated
        and (found := examine.over_schedules(engine, subject, SCHEDULES, DRAWN_SCHEDULES))
    }
    assert broken == {}


def test_what_an_exercise_gives_is_not_spoilt():
    given = "def save(item):\n    if item:\n        raise OSError\n"
    answer = given + "def save_all(items):\n    return list(map(save, items))\n"
    assert [what for what, _ in spoilt(answer, given)] == ["no Return in line 5"]


class Spinning:
    """An engine in which a loop of each program ends under these policies alone."""

    def __init__(self, *ends: str) -> None:
        self.ends = ends

    def run(self, program: str, policy: str, **options: object) -> dict[str, object]:
        outcome = "finished" if policy in self.ends else "limit"
        told = {"limit": "steps", "error": None, "exit_code": 0, "schedule": "1.2"}
        return {"outcome": outcome, **told}


@pytest.mark.parametrize(
    "ends, found", [(["random"], ""), ([], "limit steps  with --schedule 1.2")]
)
def test_a_loop_that_an_unfair_schedule_never_lets_end_is_no_fault(ends, found):
    subject = next(one for one in SUBJECTS if one.simulated)
    assert examine.over_schedules(Spinning(*ends), subject, schedules=3, draws=0) == found


FAULTS = {
    "Event().wait()": "does not end",
    "Thread(target=Event().wait).start()": "does not end",
    "Thread(target=int, args=('x',)).start()": "a thread died of ValueError",
    "raises(ValueError, int, '5')": "expected <class 'ValueError'>, got 5",
    "assert int('5') == 6": "AssertionError",
    "with dying(ValueError):\n    pass": "AssertionError: []",
    "assert together(failing(ERRORS[1])) == [None]": "AssertionError",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_breaks_is_found_and_the_next_case_is_none_the_worse(fault):
    source = f"from threading import Event, Thread\n{subjects.PRELUDE}\n{fault}\n"
    with Native(limit=0.5) as native:
        assert FAULTS[fault] in native.broken(source, "planted.py")
        assert native.broken("good = 5", "sound.py") == ""
