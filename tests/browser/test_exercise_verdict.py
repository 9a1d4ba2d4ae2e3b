"""What a check says: of the reader's program, once, and what kind of verdict it is."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import violations
from tests.browser.play import EXERCISE, Begin, Play, begin, record

__all__ = ["begin"]

FAILED = {
    "found": True,
    "failure": "raised",
    "schedules": 1,
    "schedule": "1.bytecode",
    "preemptions": 0,
}
PASSED = {"found": False, "schedules": 300, "tally": {}, "outputs": 1, "stopped": False}
SIGN = """status => {
  const { backgroundImage, backgroundColor } = getComputedStyle(status, "::before");
  return [backgroundImage, backgroundColor];
}"""
SYNTAX = {"en": "not valid Python", "zh": "不是合法的 Python"}
ALONE = {"en": "with one thread", "zh": "只有一个线程"}


def raising(kind: str, line: int, *, steps: int) -> dict[str, Any]:
    """A run that ends before there is a second thread."""
    text = f'  File "lost_count.py", line {line}\n{kind}: told\n'
    error = {"thread": 1, "type": kind, "message": f"{kind}: told", "traceback": text, "line": line}
    main = record()["threads"][0] | {"end": "died"}
    output = [{"time": 0, "thread": 1, "stream": "stderr", "text": text}]
    only = {"outcome": "raised", "error": error, "threads": [main], "events": [], "steps": steps}
    return record() | only | {"program": "lost_count.py", "output": output}


def checked(play: Play, answer: dict[str, Any], alone: dict[str, Any] | None = None) -> None:
    play.begin("check")
    play.do("answer", answer)
    if alone:
        play.do("answer", alone)
    expect(play.at).to_have_attribute("aria-busy", "false")


@pytest.mark.parametrize("width", [390, 1280])
def test_there_is_one_copy_of_the_program(begin: Begin, width: int) -> None:
    play = begin("en", "locks/races/", EXERCISE, width=width)
    expect(play.at.locator("pre code:visible")).to_have_count(1)
    play.act("edit")
    expect(play.at.locator(".cm-content:visible")).to_have_count(1)
    expect(play.at.locator("pre code:visible")).to_have_count(0)
    play.type("#")
    play.act("reset")
    expect(play.at.locator(".cm-content")).to_have_count(0)
    expect(play.at.locator("pre code:visible")).to_have_count(1)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_no_python_or_needs_no_second_thread_is_said_to_be(
    begin: Begin, language: str
) -> None:
    play = begin(language, "locks/races/", EXERCISE)
    there = play.text.count("\n") + 1
    beyond = raising("IndentationError", there + 3, steps=0)  # the checker's first line
    checked(play, FAILED | {"record": beyond}, raising("IndentationError", there, steps=0))
    expect(play.status).to_contain_text(SYNTAX[language])
    expect(play.at.locator("samp")).to_contain_text(f"line {there}\n")
    expect(play.at.locator(".pg-fixed:visible")).to_have_count(0)  # there is nothing to replay
    early = raising("NameError", 3, steps=9)
    checked(play, FAILED | {"record": early}, early)
    expect(play.status).to_contain_text(ALONE[language])
    itself = {"outcome": "finished", "error": None, "exit_code": 0}
    checked(play, FAILED | {"failure": "exit code 0", "record": early | itself}, early | itself)
    expect(play.status).to_contain_text("sys.exit")
    expect(play.status).to_have_attribute("data-verdict", "failed")
    for word in ("schedule 1", "第 1 个调度"):
        expect(play.status).not_to_contain_text(word)
    for found in (raising("SyntaxError", 2, steps=0), early):
        play.begin("find")
        play.do("answer", FAILED | {"record": found})
        expect(play.status).to_contain_text((ALONE if found is early else SYNTAX)[language])


ALL = {"exhausted": True, "orders": 32, "runs": 33, "redundant": 0, "unseen": [], "timed": []}
SAYS = {
    ("en", "some"): (PASSED, "Schedules tried: 300; none failed"),
    ("zh", "some"): (PASSED, "试了 300 个调度"),
    ("en", "all"): (PASSED | {"orders": ALL}, "all 32 orders that can differ"),
    ("zh", "all"): (PASSED | {"orders": ALL}, "会有区别的 32 种先后顺序"),
    ("en", "one"): (PASSED | {"orders": ALL | {"orders": 1}}, "depends on who goes first"),
    ("en", "rarely"): (PASSED | {"tally": {"limit steps": 1, "fine": 299}}, "under some"),
    ("en", "never"): (PASSED | {"schedules": 24, "tally": {"limit steps": 24}}, "ended in none"),
    ("zh", "never"): (PASSED | {"schedules": 24, "tally": {"limit steps": 24}}, "一次也没有结束"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_how_sure_a_check_is_is_said(begin: Begin, language: str) -> None:
    play = begin(language, "locks/races/", EXERCISE)
    for (of, kind), (answer, says) in SAYS.items():
        if of == language:
            checked(play, answer)
            expect(play.status).to_contain_text(says)
            verdict = "endless" if kind in ("rarely", "never") else "passed"
            expect(play.status).to_have_attribute("data-verdict", verdict)


@pytest.mark.parametrize("dark", [False, True])
def test_passed_and_failed_differ_in_sign_colour_and_word(begin: Begin, dark: bool) -> None:
    play = begin("en", "locks/races/", EXERCISE, dark=dark)
    checked(play, FAILED | {"record": record()}, record())
    failed = [*play.status.evaluate(SIGN), str(play.status.text_content())[:6]]
    checked(play, PASSED)
    passed = [*play.status.evaluate(SIGN), str(play.status.text_content())[:6]]
    assert all(one != other for one, other in zip(failed, passed, strict=True))
    faults = violations(play.page, f"section[data-program='{EXERCISE}']")
    assert not faults, "\n".join(faults)
    play.type("#")  # another text: neither holds of it
    assert play.status.evaluate(SIGN)[0] == "none"
    play.act("copy")
    assert play.status.evaluate(SIGN)[0] == "none"


def side(thread: int, line: int, kind: str) -> dict[str, Any]:
    return {
        "thread": thread, "line": line, "step": 5, "kind": kind, "source": f"count@{line}",
        "holds": [], "stack": [],
    }  # fmt: skip


@pytest.mark.parametrize(("language", "says"), [("zh", "数据竞争"), ("en", "Data race")])
def test_a_race_in_an_answer_that_has_passed_is_told(
    begin: Begin, language: str, says: str
) -> None:
    play = begin(language, "locks/races/", EXERCISE)
    beyond = play.text.count("\n") + 4  # in the checker
    race = {"what": "count", "of": "", "cure": "lock"}
    mine = race | {"sides": [side(2, 3, "read"), side(3, 9, "write")]}
    checkers = race | {"sides": [side(2, 3, "read"), side(1, beyond, "write")]}
    taking = {"thread": 2, "holds": "a", "holds_line": 3, "wants": "b", "wants_line": beyond}
    seen = {
        "races": [checkers, mine], "harmless": [], "runs": 3, "not_seen": ["calls"],
        "lock_orders": [{"gate": None, "takings": [taking]}],
        "misuses": [],
        "threads": {"1": "MainThread", "2": "A", "3": "B"},
    }  # fmt: skip
    play.begin("check")
    play.do("answer", PASSED | {"races": seen})
    expect(play.at).to_have_attribute("data-verdict", "passed")
    told = str(play.status.text_content()).split("\n")
    assert len(told) == 2 and told[1].startswith(says) and "count@9" in told[1]
    play.begin("check")
    play.do("answer", PASSED | {"races": seen | {"races": [checkers]}})
    expect(play.status).not_to_contain_text(says)
