"""Whatever is under way when a program's text changes, and however that changes: what is shown then
is of the new text, or says that it is of the text before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.play import EXERCISE, MINE, Begin, Play, begin, ran, record

__all__ = ["begin"]

FOUND = {
    "found": True,
    "failure": "raised",
    "schedules": 3,
    "schedule": "1.bytecode.1@2",
    "preemptions": 1,
}
PASTE = """(at) => {
  const given = new DataTransfer();
  given.setData("text/plain", "pasted = 1\\n");
  const paste = new ClipboardEvent("paste", { clipboardData: given, bubbles: true });
  at.querySelector(".cm-content").dispatchEvent(paste);
}"""
MARKS = (
    ":is([class*=pg-line-], [class*=pg-mark-]):is([class*=thread], [class*=error], [class*=event])"
)
PARTS = ".program-output:not(:empty), .timeline-rest:visible, .pg-results"


def stepped(play: Play) -> None:
    play.act("options")
    play.at.get_by_role("button", name="Step by step").last.click()
    expect(play.at.locator(".stepper")).to_be_visible()


def followed(play: Play) -> None:
    ran(play)
    play.act("follow")
    expect(play.at.locator(".cm-content [class*=pg-line-thread-]").first).to_be_visible()


#: What may be under way, and how it is answered once the text has changed.
WORK: dict[str, tuple[Callable[[Play], None], list[object]]] = {
    "run": (lambda play: play.begin("run"), [record()]),
    "find": (lambda play: play.begin("find"), [FOUND | {"record": record()}]),
    "check": (lambda play: play.begin("check"), [FOUND | {"record": record()}, record()]),
    "step": (stepped, []),
    "follow": (followed, [record()]),  # what its variables held
}


def undone(play: Play) -> None:
    play.at.locator(".cm-content").focus()
    play.page.keyboard.press("ControlOrMeta+z")


def opened(play: Play) -> None:
    play.act("mine")
    play.at.locator(".pg-mine").get_by_role("button", name="Open").first.click()


#: How a text becomes another one, from what `before` has made of it.
CHANGES: dict[str, Callable[[Play], None]] = {
    "typed": lambda play: play.type("typed = 1\n"),
    "pasted": lambda play: play.at.evaluate(PASTE),
    "undone": undone,
    "reset": lambda play: play.act("reset"),
    "brought back": lambda play: play.act("undo"),
    "linked": lambda play: play.link(source="linked = 1\n"),
    "another": opened,
}
CASES = [
    (work, change)
    for work in WORK
    for change in CHANGES
    if work != "check" or change not in ("linked", "another")  # of the playground's page alone
]


def prepared(play: Play, *, lists: bool) -> None:
    """Two programs that can be brought back or opened, and a third one that stands there."""
    play.replace("first = 1\n")
    if lists:
        play.act("mine")
        play.at.locator(".pg-mine").get_by_label("Name", exact=True).fill("first.py")
        play.at.get_by_role("button", name="Save this program").click()
        play.act("mine")
    play.act("reset")
    play.replace("second = 1\n" + "# as long as the program that the record is of\n" * 40)
    play.type("third = 1\n")


def holds(play: Play) -> None:
    """Nothing is shown as if it were of this text."""
    expect(play.at).not_to_have_attribute("aria-busy", "true")
    expect(play.at.locator(MARKS)).to_have_count(0)
    expect(play.at.locator(".stepper")).to_have_count(0)
    said = str(play.status.text_content())
    if play.at.get_attribute("data-before") is not None:
        for part in play.at.locator(PARTS).all():
            expect(part.locator(".pg-before")).to_have_count(1)
        assert not said or said.startswith("Of the text before")
        return
    assert not play.at.get_attribute("data-verdict") and not play.at.get_attribute("data-outcome")
    expect(play.at.locator(".pg-results")).to_have_count(0)
    if play.at.locator("[data-action=reset]").is_visible():  # no program of the page's
        expect(play.at.locator(".program-output samp, .timeline-rest:visible")).to_have_count(0)
        expect(play.at.locator(".pg-fixed:visible")).to_have_count(0)


@pytest.mark.parametrize(("work", "change"), CASES, ids=[" ".join(case) for case in CASES])
def test_what_is_shown_is_of_the_text_that_stands_there(
    begin: Begin, work: str, change: str
) -> None:
    at = ("locks/races/", EXERCISE) if work == "check" else ("playground/", MINE)
    play = begin("en", *at)
    prepared(play, lists=change == "another")
    start, answers = WORK[work]
    start(play)
    before = play.text
    CHANGES[change](play)
    assert play.text != before
    for answer in answers:
        play.do("answer_if_asked", answer)
    holds(play)
