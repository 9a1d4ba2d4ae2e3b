"""Each page is in its language, spaced and punctuated as that language is."""

from __future__ import annotations

import re

import autocorrect_py

from sitebuild import pages
from sitebuild.pages import Page
from tests.every import every

CJK = re.compile(r"[\u3400-\u9fff]")
CJK_OR_FULL_WIDTH = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
WORD = re.compile(r"[A-Za-z][a-z']+")
NOT_PROSE = re.compile(
    r"`[^`]*`|<code>.*?</code>"  # code
    r"|\]\([^)]*\)|<https?://[^>]*>"  # addresses
    r"|\{[:.# ][^}]*\}"  # attributes
    r"|<[^>]+>"  # HTML
)
# Pages whose matter is names in the other language.
NAMES = {"reference/glossary.md", "reference/credits.md"}

each_chinese = every("page", pages.pages("zh"), lambda page: page.name)
each_english = every("page", pages.pages("en"), lambda page: page.name)


def paragraphs(page: Page) -> list[tuple[int, str]]:
    """(line, prose) of each paragraph, list item, heading, cell row and box title."""
    found: list[tuple[int, str]] = []
    for number, line in enumerate(pages.plain_lines(page), 1):
        prose = NOT_PROSE.sub(" ", line).strip()
        starts = not found or not line or re.match(r"([-*#|!?]|\d+\.)", line)
        if starts:
            found.append((number, prose))
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]} {prose}".strip())
    return [(number, prose) for number, prose in found if prose]


@each_chinese
def test_a_chinese_page_holds_no_english_paragraph(page):
    if page.path in NAMES:
        return
    english = [
        f"{page.name}:{number}: {prose}"
        for number, prose in paragraphs(page)
        if len(WORD.findall(prose)) >= 5 and len(CJK.findall(prose)) < len(WORD.findall(prose))
    ]
    assert english == [], "say it in Chinese"


@each_english
def test_an_english_page_holds_no_chinese(page):
    if page.path in NAMES:
        return
    chinese = [
        f"{page.name}:{number}: {line}"
        for number, line in enumerate(pages.plain_lines(page), 1)
        if CJK_OR_FULL_WIDTH.search(line)
    ]
    assert chinese == [], "say it in English"


@each_chinese
def test_chinese_is_spaced_and_punctuated_as_chinese(page):
    text = "\n".join(pages.plain_lines(page))
    found = autocorrect_py.lint_for(text, "markdown")
    faults = [f"{page.name}:{fault.line}: {fault.old} -> {fault.new}" for fault in found.lines]
    assert faults == []


@each_chinese
def test_code_among_chinese_stands_between_blanks(page):
    tight = [
        f"{page.name}:{number}: {line}"
        for number, line in enumerate(pages.plain_lines(page), 1)
        if re.search(r"[\u3400-\u9fff]`|`[\u3400-\u9fff]", line)
    ]
    assert tight == []
