"""The decision page: what each row leads to exists, and its program stands where it leads."""

from __future__ import annotations

import re

from playground import catalogue
from sitebuild import pages
from sitebuild.pages import Page
from sitebuild.sections.reference import decide
from sitebuild.sections.reference.common import page_with
from tests.every import every

ROWS = [row for group in decide.groups() for row in group["rows"]]
each_row = every("row", ROWS, lambda row: str(row["en"]["want"]))


def test_there_are_enough_rows_and_none_twice():
    assert 25 <= len(ROWS) <= 40
    for language in pages.CONFIGS:
        wants = [row[language]["want"] for row in ROWS]
        assert len(set(wants)) == len(wants)
    programs = [row["program"] for row in ROWS]
    assert sorted({p for p in programs if programs.count(p) > 1}) == []


@each_row
def test_a_row_leads_to_a_section_and_names_a_program(row):
    path, _, anchor = row["page"].partition("#")
    for language in pages.CONFIGS:
        assert f"{{ #{anchor} }}" in Page(language, path).written
    assert page_with(row["program"])


@each_row
def test_the_tool_of_a_row_is_in_its_section_or_its_program(row):
    """A row cannot praise a call that neither what it links to nor its program has."""
    path, _, _ = row["page"].partition("#")
    there = catalogue.find(row["program"]).source + Page("en", path).written
    for code in re.findall(r"`([^`]+)`", row["en"]["use"]):
        name = re.findall(r"[A-Za-z_]\w*", code.partition("(")[0])[-1]
        assert re.search(rf"\b{name}\b", there), code


@each_row
def test_both_languages_name_the_same_tools(row):
    one, other = (sorted(re.findall(r"`([^`]+)`", row[lang]["use"])) for lang in pages.CONFIGS)
    assert one == other
