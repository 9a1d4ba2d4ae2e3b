"""What a reader sees of a run: the timeline at rest, and on the page by pointer and keyboard."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Reader, Turn, until, violations
from tests.browser.probes import probe
from tests.browser.served_site import ROOT

STARTS = 60_000  # milliseconds until Python has loaded on a busy machine
DEADLOCK = ("locks/deadlock/", "two_locks_deadlock")
LIVE = ".timeline:not(.timeline-rest)"
RECORDED = sorted((ROOT / "recorded").glob("*/*.json"))

CLICK_WORD = probe("click_word")
NAME_IS_IN_SIGHT = """(([name, view]) =>
  name.getBoundingClientRect().left >= view.getBoundingClientRect().left - 1)(argument)"""


def run(page: Page, name: str) -> Locator:
    section = page.locator(f"#program-{name}")
    section.locator("[data-action=run]").click()
    expect(section.locator(".timeline-view svg").first).to_be_visible(timeout=STARTS)
    return section


@pytest.mark.parametrize("language", ["zh", "en"])
def test_recorded_runs_are_seen_without_a_script(reader: Reader, language: str) -> None:
    page = reader.open(language, DEADLOCK[0], width=390, script=False)
    for path in RECORDED:
        section = page.locator(f'[data-program="{path.parent.name}/{path.stem}"]')
        if section.count() and section.is_visible():  # an answer may be folded away
            expect(section.locator(".timeline-rest > .tl")).to_be_visible()
            expect(section.locator(".timeline-rest figcaption")).not_to_be_empty()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(
    ("language", "dark", "width"), [("zh", False, 1280), ("en", True, 390)], ids=["wide", "narrow"]
)
def test_timeline(turn: Turn, language: str, dark: bool, width: int) -> None:
    page = turn(language, DEADLOCK[0], dark=dark, width=width)
    section = run(page, DEADLOCK[1])
    expect(section.locator(f"{LIVE} .tl-cycle")).to_be_visible()
    expect(section.locator(".timeline-rest")).to_be_hidden()
    by_keyboard(page, section)
    by_pointer(page, section)
    zoomed(page, section)
    as_table(section)
    exported(page, section)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = violations(page, f"#program-{DEADLOCK[1]}")
    assert not found, "\n".join(found)


def by_keyboard(page: Page, section: Locator) -> None:
    view, detail = section.locator(".timeline-view"), section.locator(".timeline-detail")
    view.focus()
    page.keyboard.press("ArrowRight")
    expect(detail).to_contain_text("MainThread")
    page.keyboard.press("ArrowDown")
    expect(detail).to_contain_text("A")
    page.keyboard.press("End")
    expect(detail).to_contain_text("7")
    page.keyboard.press("Enter")
    expect(section.locator(".pg-mark-event")).to_have_count(1)
    assert section.locator(".tl-marked").count() >= 2, "what else happened on that line"
    page.keyboard.press("Escape")
    expect(section.locator(".pg-mark-event")).to_have_count(0)
    page.keyboard.press("Tab")
    assert not view.evaluate("view => view.contains(document.activeElement)"), "the focus is caught"


def by_pointer(page: Page, section: Locator) -> None:
    """An event marks its line; a line marks its events."""
    view = section.locator(".timeline-view")
    view.evaluate("view => view.scrollIntoView({ block: 'center', behavior: 'instant' })")
    box = view.bounding_box()
    assert box
    page.mouse.move(box["x"] + 5, box["y"] + 22)
    expect(section.locator(".timeline-detail")).to_contain_text("MainThread")
    page.mouse.click(box["x"] + box["width"] - 20, box["y"] + 32 + 22)
    expect(section.locator(".tl-chosen")).to_have_count(1)
    expect(section.locator(".pg-mark-event")).to_have_count(1)
    section.locator(".highlight code").evaluate(CLICK_WORD, "second:")
    assert section.locator(".tl-marked").count() >= 2


def zoomed(page: Page, section: Locator) -> None:
    view = section.locator(".timeline-view")
    wide = view.evaluate("view => view.scrollWidth")
    view.focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    assert view.evaluate("view => view.scrollWidth") > 3.5 * wide
    dragged(page, view)
    view.evaluate("view => { view.scrollLeft = view.scrollWidth }")
    name = section.locator(f"{LIVE} .tl-thread").first
    until(page, NAME_IS_IN_SIGHT, [name.element_handle(), view.element_handle()])
    page.keyboard.press("0")
    assert view.evaluate("view => view.scrollWidth") == wide
    section.locator(".timeline-tools input[type=checkbox]").check()
    section.locator(".timeline-tools input[type=checkbox]").uncheck()


def dragged(page: Page, view: Locator) -> None:
    view.evaluate("view => { view.scrollLeft = 300 }")
    box = view.bounding_box()
    assert box
    page.mouse.move(box["x"] + 150, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 100, box["y"] + 40, steps=3)
    page.mouse.up()
    assert view.evaluate("view => view.scrollLeft") == 350


def as_table(section: Locator) -> None:
    section.locator(".timeline-table summary").click()
    expect(section.locator(".timeline-table tbody tr").nth(20)).to_be_visible()  # made on `toggle`


def exported(page: Page, section: Locator) -> None:
    with page.expect_download() as download:
        section.locator(".timeline-tools button", has_text="JSON").click()
    trace = json.loads(download.value.path().read_text("utf8"))
    assert {event["ph"] for event in trace["traceEvents"]} >= {"M", "X"}
    assert download.value.suggested_filename == f"{DEADLOCK[1]}.trace.json"
