"""The table of real bugs is of today's programs, and what it says of them holds."""

from __future__ import annotations

import re

import pytest

from bench import bugs as bench
from bench.verdict import models
from sitebuild import pages
from sitebuild.sections.reference import bugs as shown
from sitebuild.sections.reference.common import load, measured
from tests.every import every

NAMES = models.names()
#: One that raises, an order of locks and a race; those that take the least time.
HANDFUL = ["closed_twice", "property_and_library_lock", "disconnect_twice"]


def test_what_was_measured_is_of_todays_programs():
    assert {name: models.digest(name) for name in NAMES} == {
        name: one["of"] for name, one in measured("bugs").items()
    }, "python -m bench bugs"


def test_each_is_described_once():
    assert sorted(load("bugs")) == NAMES
    sources = [one["source"] for one in load("bugs").values()]
    assert len(set(sources)) == len(sources) >= 30


def test_each_measured_one_was_found_and_no_cure_accused():
    assert [name for name, one in measured("bugs").items() if not bench.is_right(one)] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"failure": None},
        {"schedules": 1},
        {"called_sound": True},
        {"cure": {"accused": True, "orders": 2, "exhausted": True}},
    ],
    ids=["not found", "fails always", "called sound", "cure accused"],
)
def test_what_is_not_right_is_not_kept(wrong):
    one = measured("bugs")["request_ids"]
    assert bench.is_right(one) and not bench.is_right(one | wrong)


@every("name", NAMES, str)
def test_program_and_cure_are_short_and_end_alike(name):
    broken, fixed = (models.source(name, kind) for kind in (models.BROKEN, models.FIXED))
    for text in (broken, fixed):
        assert 20 <= len(text.splitlines()) <= 50
    ends = [text.partition("threads = [")[2] for text in (broken, fixed)]
    assert ends[0] == ends[1] != "" and broken != fixed


@every("name", HANDFUL, str)
def test_it_is_found_today_as_the_table_says(engine, name):
    assert bench.measured(engine, name) == measured("bugs")[name]


def test_both_languages_show_the_same_figures():
    def numbers(language: str) -> list[list[str]]:
        rows = shown.table(language).splitlines()[2:]
        return [re.findall(r"\d+", "|".join(row.split(" | ")[2:])) for row in rows]

    rows = {language: numbers(language) for language in pages.CONFIGS}
    assert rows["zh"] == rows["en"] and len(rows["en"]) == len(NAMES)
