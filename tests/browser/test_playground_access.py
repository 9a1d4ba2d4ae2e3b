"""The controls bar nobody: axe, the keyboard, a narrow screen; and they cost a page little."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser

from tests.browser.conftest import Turn, set_scheme, violations
from tests.browser.playground import act, run, section
from tests.browser.served_site import FOLDERS, PAGES, ROOT

RACE = "races/plain_increment_race"
EXERCISE = "exercise/races/lost_count"
# As they are written: in the one sheet of all they weigh less.
SHEETS = [
    ROOT / "sitebuild" / "theme" / "overrides" / "assets" / f"{name}.css"
    for name in ("playground", "playground-run")
]
ALLOWED = 20_000  # bytes, gzipped, that a page may have gained


@pytest.mark.parametrize(
    ("language", "looks"),
    [("zh", [(False, 390), (True, 1280)]), ("en", [(True, 1280), (False, 390)])],
    ids=FOLDERS,
)
def test_axe_finds_nothing_with_editor_panel_and_timeline_open(
    turn: Turn, language: str, looks: list[tuple[bool, int]]
) -> None:
    dark, width = looks[0]
    page = turn(language, "locks/races/", dark=dark, width=width)
    race, exercise = section(page, RACE), section(page, EXERCISE)
    for one in (race, exercise):
        act(one, "options")
    act(race, "edit")
    expect(race.locator(".cm-content")).to_be_focused()
    run(race)
    for dark, width in looks:
        page.set_viewport_size({"width": width, "height": 800})
        set_scheme(page, "dark" if dark else "light")
        for name in (RACE, EXERCISE):
            found = violations(page, f"section[data-program='{name}']")
            assert not found, "\n".join(found)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_whole_works_by_keyboard(turn: Turn) -> None:
    page = turn("en", "locks/races/")
    race = section(page, RACE)
    bar = race.locator(".pg-bar")
    bar.locator("[data-action=run]").focus()
    page.keyboard.press("ArrowRight")
    expect(bar.locator("[data-action=edit]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(race.locator(".cm-content")).to_be_focused()
    page.keyboard.press("Escape")  # no trap: then the editor leaves Tab alone
    for _ in range(2):  # a link to the source comes first
        page.keyboard.press("Tab")
    expect(bar.locator("[data-action=edit]")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    expect(bar.locator("[data-action=options]")).to_be_focused()
    page.keyboard.press("Space")
    for _ in range(2):  # what a schedule is can be asked first
        page.keyboard.press("Tab")
    expect(race.get_by_role("spinbutton")).to_be_focused()
    page.keyboard.press("ControlOrMeta+Enter")
    expect(race).to_have_attribute("data-outcome", re.compile("."), timeout=60_000)
    expect(race.get_by_role("spinbutton")).to_be_focused()


def test_a_shortcut_does_nothing_without_focus(turn: Turn) -> None:
    page = turn("en", "locks/races/")
    page.locator("h1").click()
    page.keyboard.press("ControlOrMeta+Enter")  # has been heard when this returns
    assert page.locator("[data-outcome], [aria-busy=true]").count() == 0


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 9))


@pytest.mark.parametrize("language", FOLDERS)
def test_a_page_without_a_click_gains_little(site: Path, language: str) -> None:
    heavy = []
    for path in PAGES:
        file = site / FOLDERS[language] / path / "index.html"
        html = LexborHTMLParser(file.read_bytes())
        (script,) = html.css("script[src*='playground-']")
        files = [*SHEETS, file.parent / str(script.attributes["src"])]
        gain = sum(packed(one.read_bytes()) for one in files)
        with_it = packed(str(html.html).encode())
        for one in html.css(
            ".timeline-rest, .exercise, .exercise-answer, script[src*='playground-']"
        ):
            one.decompose()
        gain += with_it - packed(str(html.html).encode())
        if gain > ALLOWED:
            heavy.append(f"{language}/{path}: {gain}")
    assert heavy == []
