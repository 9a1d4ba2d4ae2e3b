"""Lines have numbers and links; what a control is, and what the keys do, is said on the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from selectolax.lexbor import LexborHTMLParser

from sitebuild.languages import LANGUAGES
from tests.browser.conftest import Reader, Turn, violations
from tests.browser.play import RACE, Begin, begin, ran, record
from tests.browser.playground import act, section
from tests.browser.probes import probe
from tests.browser.served_site import CHAPTERS, FOLDERS, address

__all__ = ["begin"]

PROGRAM = "races/lost_update_race"
ID = "program-lost_update_race"
#: Where the number of a line is drawn, which nobody can ask the browser for.
LINE_AT = """(section, line) => {
  const code = section.querySelector("pre code");
  const style = getComputedStyle(code);
  const { left, top } = code.getBoundingClientRect();
  const height = parseFloat(style.lineHeight);
  return [left + 10, top + parseFloat(style.paddingTop) + (line - 0.5) * height];
}"""
MARKED = """(section) => {
  const bar = section.querySelector(".pg-mark-linked").getBoundingClientRect();
  const range = document.createRange();
  range.selectNodeContents(section.querySelector("pre code"));
  const text = [...section.querySelectorAll("pre code")][0].textContent.split("\\n");
  const height = range.getBoundingClientRect().height / (text.length - 1);
  return text[Math.round((bar.top - range.getBoundingClientRect().top) / height)];
}"""


def test_every_program_has_a_number_for_each_of_its_lines(site: Path) -> None:
    for language, folder in FOLDERS.items():
        for path in CHAPTERS:
            page = LexborHTMLParser((site / folder / path / "index.html").read_bytes())
            for block in page.css(":is(.program, .exercise) pre:has(> code)"):
                numbers = str(block.attributes["data-lines"]).split("\n")
                code = block.css_first("code")
                assert code is not None
                lines = code.text().rstrip("\n").count("\n") + 1
                assert len(numbers) == lines and numbers[-1] == str(lines), (language, path)
                assert not block.text().strip().startswith("1")  # nor copied nor found


def place(at: Locator, line: int) -> tuple[float, float]:
    x, y = at.evaluate(LINE_AT, line)
    return x, y


def test_a_press_on_a_number_makes_a_link_that_shows_the_line(turn: Turn, reader: Reader) -> None:
    page = turn("en", "locks/races/")
    at = section(page, PROGRAM)
    at.scroll_into_view_if_needed()
    page.mouse.click(*place(at, 11))
    expect(at.locator(".pg-mark-linked")).to_have_count(1)
    assert page.url == address("en", f"locks/races/#{ID}:11")
    assert "counter = seen + 1" in at.evaluate(MARKED)
    other = reader.open("en", f"locks/races/#{ID}:9")
    there = section(other, PROGRAM)
    expect(there.locator(".pg-mark-linked")).to_be_in_viewport()
    assert "seen = counter" in there.evaluate(MARKED)
    for wrong in (f"#{ID}:99", f"#{ID}:0", "#program-nothing:1"):
        page = turn("zh", "locks/races/")
        page.evaluate("to => { location.hash = to }", wrong)
        expect(page.locator(".pg-mark-linked")).to_have_count(0)


def test_each_choice_is_explained_where_it_stands(turn: Turn) -> None:
    for language in LANGUAGES:
        words = language.words["playground"]["run"]
        page = turn(language.code, "locks/races/")
        at = section(page, PROGRAM)
        act(at, "options")
        for topic in ("schedule", "seed", "find", "step"):
            mark = at.get_by_role("button", name=words[f"help_on_{topic}"], exact=True)
            mark.click()
            expect(mark).to_have_attribute("aria-expanded", "true")
            expect(at.locator(".pg-help-text")).to_contain_text(words[f"help_{topic}"])
            href = str(at.locator(".pg-help-text a").get_attribute("href"))
            assert href.startswith(address(language.code, "playground/#"))
        found = violations(page, f"section[data-program='{PROGRAM}']")
        assert not found, "\n".join(found)
        mark.click()
        expect(at.locator(".pg-help-text")).to_be_hidden()
        anchors = page.evaluate(ANCHORS, address(language.code, "playground/"))
        assert href.partition("#")[2] in anchors
        act(at, "options")


ANCHORS = """async (page) => [...(await (await fetch(page)).text()).matchAll(/id="?([\\w-]+)/g)]
  .map(([, id]) => id)"""


def opened(page: Page) -> Locator:
    page.keyboard.press("?")
    dialog = page.locator("dialog.keys-help")
    expect(dialog).to_be_visible()
    return dialog


def test_the_keys_are_listed_on_a_question_mark_but_not_while_one_is_typed(turn: Turn) -> None:
    page = turn("zh", "locks/races/")
    dialog = opened(page)
    assert dialog.locator("dt").count() == dialog.locator("dd").count() > 10
    assert all(max(one) > "\u2e80" for one in dialog.locator("dd").all_text_contents())
    found = violations(page)
    assert not found, "\n".join(found)
    page.keyboard.press("Escape")
    expect(page.locator(".keys-help")).to_have_count(0)
    page = turn("en", "playground/")
    editor = page.locator(".cm-content")
    editor.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("?")
    expect(editor).to_have_text("?")
    expect(page.locator(".keys-help")).to_have_count(0)


def test_the_listed_keys_turn_pages(turn: Turn) -> None:
    page = turn("en", "locks/races/")
    page.keyboard.press("n")
    page.wait_for_url(address("en", "locks/lock/"))
    expect(page.locator("h1")).to_contain_text("Lock and RLock")
    page.keyboard.press("p")
    page.wait_for_url(address("en", "locks/races/"))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_label_lies_over_no_code_at_rest(begin: Begin, language: str, width: int) -> None:
    """It stands behind its line, which is as high as without it; it is no part of the program."""
    for dark in (False, True):
        play = begin(language, "locks/races/", RACE, width=width, dark=dark)
        code = play.at.locator("pre > code").first
        text = code.text_content()
        assert text is not None
        lines = text.splitlines()
        heights = "one => one.getBoundingClientRect().height"
        before = code.evaluate(heights)
        for line in (lines.index(max(lines, key=len)) + 1, 6, len(lines)):
            run = record()
            run["error"] = {**FAILED, "line": line}
            ran(play, run | {"outcome": "raised"})
            (label,) = play.at.evaluate(probe("where_labels_lie"))
            assert label["line"] == line and SAYS[language] in label["says"]
            assert label["over"] == 0, label
            assert code.evaluate(heights) == before
            assert code.text_content() == text
        found = violations(play.page, f"section[data-program='{RACE}']")
        assert not found, "\n".join(found)
        play.end()


SAYS = {"zh": "出错的行", "en": "line of the error"}
FAILED = {"thread": 1, "type": "AssertionError", "message": "", "traceback": ""}
