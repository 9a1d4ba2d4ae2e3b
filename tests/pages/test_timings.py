"""What was timed is whole and named, and the pages say of it what the numbers say."""

from __future__ import annotations

import re

import pytest

from bench import costs
from bench.timings import clocked
from playground import catalogue
from sitebuild import pages
from sitebuild.pages import Page
from sitebuild.sections.reference import timings
from sitebuild.sections.reference.common import load, measured
from tests.every import every

GROUPS = load("timings")
PLAIN = [version for version in measured("timings")["pythons"] if not version.endswith("t")]
PAGES = [page for language in pages.CONFIGS for page in pages.pages(language)]
RATIOS = [(group, *ratio) for group, told in GROUPS.items() for ratio in told.get("ratios", [])]
#: Two sides of one program, not two ways to do a thing.
SIDES = re.compile(
    r"(producer|consumer|loop) is\s(faster|slower)|(come|submitted)\sfaster\sthan"
    r"|slower\s(in the|and)"
)
COMPARES = re.compile(r"\b(faster|slower)\b|更快|更慢|变快|变慢|快得多|慢得多")


def median(group: str, row: str, version: str) -> float:
    return float(measured("timings")["groups"][group][row][version][0])


def test_each_row_was_measured_on_each_python_that_can_run_it():
    stored = measured("timings")
    for group, told in GROUPS.items():
        assert list(told["rows"]) == list(stored["groups"][group]), group
        for row in told["rows"]:
            oldest = catalogue.find(row).requires if group == "job" else catalogue.OLDEST
            able = {
                version
                for version in stored["pythons"]
                if tuple(map(int, version.rstrip("t").split("."))) >= oldest
            }
            assert set(stored["groups"][group][row]) == able, row


def test_what_is_measured_is_there():
    for group, told in GROUPS.items():
        for row in told["rows"]:
            if group == "job":
                assert "perf_counter" in clocked(catalogue.find(row))
            else:
                assert callable(getattr(costs, row.split()[0])), row
    assert costs.measured("call") > 0


@every("group, one, other, least, most", RATIOS, lambda ratio: f"{ratio[1]} : {ratio[2]}")
def test_the_numbers_are_as_the_prose_says(group, one, other, least, most):
    found = {v: median(group, one, v) / median(group, other, v) for v in PLAIN}
    assert {v: round(x, 2) for v, x in found.items() if not least <= x <= most} == {}


@pytest.mark.parametrize("language", pages.CONFIGS)
def test_a_table_has_a_bar_for_each_number_and_the_page_names_the_machine(language):
    for group, told in GROUPS.items():
        cells = sum(len(measured("timings")["groups"][group][row]) for row in told["rows"])
        assert timings.table(group, language).count("<progress ") == cells
    for path in ("job/thumbnails.md", "job/timings.md", "job/other_ways.md"):
        text = Page(language, path).text
        assert timings.machine(language) in text and "<progress " in text


@every("page", PAGES, lambda page: page.name)
def test_a_page_that_calls_something_faster_leads_to_a_measurement(page):
    prose = SIDES.sub("", re.sub(r"```.*?```", "", page.written, flags=re.DOTALL))
    if COMPARES.search(prose) and not page.path.startswith(("reference/", "index")):
        assert "timings.md" in prose or "<!-- timings: " in prose, COMPARES.search(prose)[0]
