"""On paper there is text, code and output, dark on white, and nothing to click."""

from __future__ import annotations

import re
from typing import Literal

import pytest

from tests.browser.conftest import Reader, until
from tests.browser.served_site import CHAPTERS

NOT_ON_PAPER = (
    ".md-header",
    ".md-sidebar",
    ".md-footer",
    ".md-code__nav",
    ".program-links",
    ".md-content__button",
    ".headerlink",
)


@pytest.mark.parametrize("dark", [False, True])
def test_print(reader: Reader, dark: bool) -> None:
    page = reader.open("zh", CHAPTERS[0], dark=dark)
    page.emulate_media(media="print")
    for selector in NOT_ON_PAPER:
        assert page.locator(selector).count(), selector
        assert not any(part.is_visible() for part in page.locator(selector).all()), selector
    for selector in (".md-typeset", ".highlight code span", ".program-output samp"):
        colour = page.locator(selector).first.evaluate("part => getComputedStyle(part).color")
        assert all(int(part) < 0x60 for part in re.findall(r"\d+", colour)[:3]), (selector, colour)


#: How far the numbers of a program's lines are from the lines, at most, in pixels.
NUMBERS = """() => Math.max(...[...document.querySelectorAll("pre[data-lines]")].map((pre) => {
  const [code, numbers] = [pre.querySelector("code"), getComputedStyle(pre, "::before")];
  const style = getComputedStyle(code);
  const last = pre.dataset.lines.split("\\n").length;
  const at = ({ paddingTop, lineHeight }) => parseFloat(paddingTop) + last * parseFloat(lineHeight);
  return Math.abs(at(style) - at(numbers));
}))"""


@pytest.mark.parametrize("media", ["print", "screen"])
def test_each_number_stands_beside_its_line(
    reader: Reader, media: Literal["print", "screen"]
) -> None:
    page = reader.open("zh", "locks/races/")
    page.emulate_media(media=media)
    assert page.evaluate(NUMBERS) < 2


def test_the_paper_is_white_to_its_edge(reader: Reader) -> None:
    page = reader.open("zh", CHAPTERS[0], dark=True)
    page.emulate_media(media="print", color_scheme="dark")
    scheme = "getComputedStyle(document.documentElement).colorScheme"
    assert page.evaluate(scheme) == "light"


def test_closed_boxes_are_open_on_paper_and_closed_again(reader: Reader) -> None:
    page = reader.open("zh", CHAPTERS[0])
    closed = "document.querySelectorAll('.md-content details:not([open])').length"
    before = page.evaluate(closed)
    assert before
    page.evaluate(f"addEventListener('beforeprint', () => {{ window.onPaper = {closed} }})")
    page.pdf()
    assert page.evaluate("onPaper") == 0
    until(page, f"{closed} === {before}")


# What is too wide for its cell, and the smallest type of a name.
CUT = """[...document.querySelectorAll(".cheat-sheet :is(td, th)")]
  .filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent)"""
SMALLEST = """Math.min(...[...document.querySelectorAll(".cheat-sheet :is(td, th, td code)")]
  .map((part) => parseFloat(getComputedStyle(part).fontSize) * 0.75))"""
PAPER = round((210 - 2 * 7) / 25.4 * 96)  # CSS pixels within the margins of A4


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_cheat_sheet_is_a_few_sheets_of_a4(reader: Reader, language: str) -> None:
    page = reader.open(language, "reference/cheat_sheet/")
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 4
    width, height = (
        round(float(side)) for side in re.findall(rb"/MediaBox \[0 0 (\S+) (\S+)\]", pdf)[0]
    )
    assert (width, height) == (595, 842)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 1000})
    assert page.evaluate(CUT) == []  # no name is broken in its middle to fit
    assert page.evaluate(SMALLEST) > 7.99
    heads = page.locator(".cheat-sheet thead").all()
    assert heads and all(head.is_visible() for head in heads)  # again on each sheet
