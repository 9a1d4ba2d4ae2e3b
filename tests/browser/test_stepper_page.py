"""Step by step: the keys work at once, what is over is not offered, values and lines are shown."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import violations
from tests.browser.play import RACE, RESULTS, Begin, Play, begin, ran, record

__all__ = ["begin"]

STEP = {"en": "Step by step", "zh": "逐步运行"}


def thread(number: int, name: str, line: int | None, **more: Any) -> dict[str, Any]:
    at = {"opcode": "STORE_GLOBAL", "argument": "counter", "expression": "counter", "step": True}
    plain = {"id": number, "name": name, "state": "ready", "line": line, "source": "counter += 1"}
    waits: dict[str, Any] = {"waits_for": None, "held_by": None, "locals": []}
    return plain | at | waits | more


def question(counter: int, *threads: dict[str, Any], runnable: list[int]) -> dict[str, Any]:
    shared = [{"name": "counter", "value": str(counter)}, {"name": "lock", "value": "Lock(free)"}]
    same = {"running": runnable[0], "steps": 0, "time": 0, "output": []}
    return {"runnable": runnable, "threads": list(threads), "globals": shared, **same}


def asked(play: Play, given: dict[str, Any]) -> None:
    play.do("question", given)
    expect(play.at.locator(".stepper")).to_have_attribute("aria-busy", "false")


def choices(play: Play) -> list[int]:
    found = play.page.evaluate(f"import({RESULTS}).then((play) => play.choices())")
    return [one["thread"] for one in found]


def rows(play: Play) -> Locator:
    return play.at.locator(".stepper-rows > li")


def begun(
    begin: Begin, language: str, *, edit: bool, dark: bool = False, width: int = 1280
) -> Play:
    play = begin(language, "locks/races/", RACE, dark=dark, width=width)
    if edit:
        play.act("edit")
    step(play, language)
    return play


def step(play: Play, language: str = "en") -> None:
    play.act("options")
    step = play.at.get_by_role("button", name=STEP[language], exact=True).last
    step.focus()
    play.page.keyboard.press("Enter")
    expect(play.at.locator(".stepper")).to_be_focused()
    main, one = thread(1, "MainThread", 14), thread(2, "A", 6, locals=[{"name": "n", "value": "1"}])
    asked(play, question(0, main, one, thread(3, "B", 6), runnable=[1, 2]))


def test_on_a_phone_nothing_sticks_out_of_its_row(begin: Begin) -> None:
    play = begun(begin, "en", edit=False, width=390)
    long = {"source": "both_threads_have_read.wait(timeout=in_seconds(5))"}
    waits = {"state": "blocked", "waits_for": "both_threads_have_read.wait"}
    named = thread(2, "Thread-1 (add_one_to_all)", 6, **long)
    asked(play, question(0, named, thread(3, "B", 6, **long, **waits), runnable=[2]))
    assert rows(play).evaluate_all(STICKS_OUT) == []


STICKS_OUT = """rows => rows.flatMap((row) => [...row.querySelectorAll("*")]
  .filter((one) => one.getBoundingClientRect().right > row.getBoundingClientRect().right + 1)
  .map((one) => one.textContent))"""


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("edit", [False, True])
def test_a_step_is_taken_by_key_and_shows_what_it_changes(
    begin: Begin, language: str, edit: bool
) -> None:
    play = begun(begin, language, edit=edit)
    expect(rows(play).nth(0).get_by_role("button")).to_be_focused()
    expect(play.at.locator(".stepper-values mark")).to_have_count(0)
    play.page.keyboard.press("2")
    assert choices(play) == [2]
    told = thread(2, "A", 6, locals=[{"name": "n", "value": "2"}])
    asked(play, question(1, thread(1, "MainThread", 14), told, thread(3, "B", 7), runnable=[1, 2]))
    marked = play.at.locator(".stepper-values mark").all_text_contents()
    assert [one.split(" = ")[0] for one in marked] == ["n", "counter"]
    expect(play.at.locator(".stepper-log li").last).to_contain_text("counter = 1")
    if not edit:
        shown = play.at.locator(".pg-mark[class*=thread]")
        labels = play.at.locator(".pg-mark-label")
        named = labels.evaluate_all("all => all.map((one) => one.dataset.label)")
        assert sorted(named) == ["A", "B", "MainThread"]
        look = "all => all.map((one) => getComputedStyle(one).borderLeftColor)"
        assert len(set(shown.evaluate_all(look))) == 3
    else:
        lines = play.at.locator(".cm-line[class*=thread]")
        found = lines.evaluate_all("all => all.map((one) => one.dataset.label)")
        assert found == ["A", "B", "MainThread"]
    faults = violations(play.page, f"section[data-program='{RACE}']")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("edit", [False, True])
def test_a_step_takes_the_marks_from_a_run_that_is_followed(begin: Begin, edit: bool) -> None:
    """Else the run would go on marking where its threads are, as if those were the steps'."""
    play = begin("en", "locks/races/", RACE)
    if edit:
        play.type("# mine")
    ran(play)
    play.act("follow")
    step(play)
    goes_on = play.at.locator(".pg-results .follow").get_by_role("button", name="Pause")
    expect(goes_on).to_have_count(0)
    play.act("follow")
    expect(goes_on).to_be_visible()
    rows(play).nth(1).get_by_role("button").click()
    asked(play, question(1, thread(1, "MainThread", 5), thread(2, "A", 8), runnable=[1, 2]))
    expect(goes_on).to_have_count(0)
    marks = play.at.locator(":is(.pg-mark, .cm-line):is([class*='-thread-'])")
    expect(marks).to_have_count(2)


def test_threads_on_one_line_share_its_label(begin: Begin) -> None:
    play = begun(begin, "en", edit=True)
    expect(play.at.locator(".cm-line[data-label='A, B']")).to_contain_class(
        "pg-line-thread-1 pg-line-thread-2"
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_over_is_not_offered_any_more(begin: Begin, language: str) -> None:
    play = begun(begin, language, edit=False)
    play.page.keyboard.press("2")
    over = thread(2, "A", None, state="done", opcode=None)
    rest = thread(1, "MainThread", 14), over, thread(3, "B", 6)
    asked(play, question(1, *rest, runnable=[1, 3]))
    expect(rows(play).get_by_role("button")).to_have_count(2)
    expect(rows(play).nth(1)).to_contain_text("A")
    expect(rows(play).nth(0).get_by_role("button")).to_be_focused()  # the keys still work
    play.page.keyboard.press("2")
    assert choices(play) == [2]
    play.page.keyboard.press("1")
    play.do("answer", record())
    expect(play.at.locator(".stepper-rows button:visible")).to_have_count(0)
    expect(play.at.locator(".pg-mark[class*=thread]")).to_have_count(0)
    expect(play.at.locator(".stepper")).to_be_focused()
    play.page.keyboard.press("Backspace")  # and from the end there is a way back
    asked(play, question(1, thread(1, "MainThread", 14), thread(3, "B", 6), runnable=[1, 3]))
    expect(rows(play).nth(0).get_by_role("button")).to_be_focused()
    faults = violations(play.page, f"section[data-program='{RACE}']")
    assert not faults, "\n".join(faults)
