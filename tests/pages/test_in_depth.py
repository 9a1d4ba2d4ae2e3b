"""A chapter's main page is short, and its second page is announced there, section by section."""

from __future__ import annotations

import re

import pytest

from sitebuild import pages
from sitebuild.pages import Page
from sitebuild.sections.reference import lengths
from sitebuild.sections.reference.common import IN_DEPTH, chapters

SECOND = [
    page
    for language in pages.CONFIGS
    for page in pages.pages(language)
    if page.path.startswith(IN_DEPTH)
]
MAIN = [Page(page.language, chapters()[page.file.stem]) for page in SECOND]
ITEM = re.compile(
    r"^- \[(?P<words>.+)\]\(\.\./(?P<to>in_depth/\w+\.md)#(?P<id>[\w-]+)\)"
    r"\{ #(?P<anchor>[\w-]+) \}$",
    re.MULTILINE,
)
HEADING = re.compile(r"^#{2,3} (?P<words>.+) \{ #(?P<id>[\w-]+) \}$", re.M)
ON_BOTH = {"pitfalls", "exercises"}
#: Groups in which each thing has one page, as short as the main page of a chapter.
ONE_PAGE = ("reference/", "questions/", "job/")
QUESTIONS = [
    page
    for language in pages.CONFIGS
    for page in pages.pages(language)
    if page.path.startswith(ONE_PAGE[1:])
]


def headings(page: Page) -> list[tuple[str, str]]:
    """(id, words) of each section, without the code between them and without links."""
    text = pages.FENCE.sub("", page.written)
    return [
        (m["id"], re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", m["words"]))
        for m in HEADING.finditer(text)
    ]


@pytest.mark.parametrize("page", [*MAIN, *QUESTIONS], ids=lambda page: page.name)
def test_a_main_page_takes_ten_minutes(page):
    length = lengths.of(page.written, page.language)
    assert length.units <= lengths.words(page.language)["most"], (
        f"{length.units} words or characters"
    )
    assert length.programs <= lengths.MOST_PROGRAMS
    assert length.minutes <= lengths.MINUTES


@pytest.mark.parametrize("page", MAIN, ids=lambda page: page.name)
def test_a_main_page_has_what_a_beginner_needs(page):
    ids = [name for name, _ in headings(page)]
    for needed in ("pitfalls", "which-tool", "exercises", "in-depth"):
        assert needed in ids
    assert sum(name.startswith("exercise-") for name in ids) == 2


@pytest.mark.parametrize("page", SECOND, ids=lambda page: page.name)
def test_the_main_page_lists_each_section_under_its_name_and_keeps_its_address(page):
    main = Page(page.language, chapters()[page.file.stem])
    listed = [(m["id"], m["words"]) for m in ITEM.finditer(main.written) if m["to"] == page.path]
    assert listed == [one for one in headings(page) if one[0] not in ON_BOTH]
    assert all(m["id"] == m["anchor"] for m in ITEM.finditer(main.written))


def test_each_chapter_has_a_second_page():
    assert len(SECOND) == len(pages.CONFIGS) * len(
        [path for path in chapters().values() if path.count("/") and not path.startswith(ONE_PAGE)]
    )
    assert all(page.path.startswith(IN_DEPTH) for page in SECOND)
