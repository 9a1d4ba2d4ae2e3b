"""Each program has one line in each language that says what it shows, and no line is left over."""

from __future__ import annotations

import re

import pytest

from playground import catalogue, recording
from playground.catalogue import Program
from sitebuild import pages
from sitebuild.pages import Page

SLUGS = sorted({program.slug for program in catalogue.programs()})
LINES = [
    (program, language, catalogue.shows(program.slug).get(program.name, {}).get(language, ""))
    for program in catalogue.programs()
    for language in pages.CONFIGS
]


@pytest.mark.parametrize("slug", SLUGS)
def test_each_program_has_a_line_and_no_line_is_left_over(slug):
    there = sorted(program.name for program in catalogue.programs() if program.slug == slug)
    assert list(catalogue.shows(slug)) == there, f"mend snippets/{slug}/shows.yml"
    for name, lines in catalogue.shows(slug).items():
        assert sorted(lines.keys() - {"fault"}) == ["en", "zh"], name
        assert "fault" not in lines or recording.is_faulty(Program(slug, name)), name


def test_each_line_is_one_sentence_and_says_it_alone():
    faults = [
        f"{program.slug}/{program.name} ({language}): {line}"
        for program, language, line in LINES
        if not line.endswith("。" if language == "zh" else ".")
        or len(line) > (80 if language == "zh" else 130)
    ]
    assert faults == []
    said = [line for _, _, line in LINES]
    assert sorted({line for line in said if said.count(line) > 1}) == []


# The class that a line is about, which the program makes anew or uses without naming it.
ELSEWHERE = {
    ("own_event", "Event"),
    ("pool_says_nothing", "Future"),
    ("return_value", "Future"),
}


def test_what_a_line_quotes_of_a_program_is_in_it():
    """Code in a line is the program's own, or part of what it prints."""
    unknown = []
    for program, language, line in LINES:
        source = program.source + program.recorded.read_text("utf8")
        for code in re.findall(r"`([^`]+)`", line):
            words = re.findall(r"[A-Za-z_]\w*", code)
            absent = [word for word in words if not re.search(rf"\b{word}\b", source)]
            if absent and (program.name, code) not in ELSEWHERE:
                unknown.append(f"{program.slug}/{program.name} ({language}): {code}")
    assert unknown == []


@pytest.mark.parametrize("language", pages.CONFIGS)
def test_the_index_has_every_program_in_the_order_of_the_site(language):
    text = Page(language, "reference/programs.md").text
    listed = re.findall(r"#program-(\w+)\"", text)
    assert sorted(listed) == sorted(program.name for program in catalogue.programs())
    chapters = re.findall(r"^## .*\{ #([\w-]+) \}$", text, re.MULTILINE)
    assert sorted(chapters) == [slug.replace("_", "-") for slug in SLUGS]
    assert chapters.index("event") < chapters.index("queue")
