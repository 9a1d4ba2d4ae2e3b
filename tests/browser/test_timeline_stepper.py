"""The reader is the scheduler: by keyboard alone, two threads are led into a lost update."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Turn, violations

STARTS = 60_000
PAGE, PROGRAM = "locks/races/", "plain_increment_race"


def stepper(page: Page) -> Locator:
    section = page.locator(f"#program-{PROGRAM}")
    section.locator("[data-action=options]").click()
    section.locator("[data-action=step], button", has_text="Step by step").last.click()
    found = section.locator(".stepper")
    expect(found.locator(".stepper-rows > li")).not_to_have_count(0, timeout=STARTS)
    return found


def press(page: Page, found: Locator, key: str) -> None:
    """Let thread number `key` take its step, and wait until the next question, or the end."""
    steps = found.locator(".stepper-log li")
    before = steps.count()
    page.keyboard.press(key)
    expect(steps).to_have_count(before + 1, timeout=STARTS)
    expect(found).to_have_attribute("aria-busy", "false", timeout=STARTS)


def next_of(found: Locator, place: int) -> str:
    return found.locator(".stepper-rows > li").nth(place - 1).inner_text()


def test_a_lost_update_by_hand(turn: Turn) -> None:
    page = turn("en", PAGE)
    found = stepper(page)
    expect(found.locator(".stepper-rows > li")).to_have_count(2)
    found.locator(".stepper-rows button").first.focus()
    for wanted in ("load counter", "compute +="):  # the first thread takes the old value
        while wanted not in next_of(found, 2):
            press(page, found, "2")
    while found.locator(".stepper-rows > li").count() < 3:  # main starts the second
        press(page, found, "1")
    faults = violations(page, f"#program-{PROGRAM}")
    assert not faults, "\n".join(faults)

    press(page, found, "2")
    assert "store counter" in next_of(found, 2)
    page.keyboard.press("Backspace")
    expect(found).to_have_attribute("aria-busy", "false", timeout=STARTS)
    expect(found.locator(".stepper-rows > li").nth(1)).to_contain_text("compute +=", timeout=STARTS)

    for _ in range(20):  # the second does all of its work
        if "done" in next_of(found, 3):
            break
        press(page, found, "3")
    while not found.locator(".timeline").count():  # and the first overwrites it
        press(page, found, "2" if "done" not in next_of(found, 2) else "1")
    expect(found.locator(".stepper-status")).to_contain_text("expected 2, got 1", timeout=STARTS)
    found.get_by_role("button", name="Keep this schedule").click()  # it fails again when run
    section = page.locator(f"#program-{PROGRAM}")
    section.locator("[data-action=run]").click()
    expect(section).to_have_attribute("data-outcome", "raised", timeout=STARTS)
