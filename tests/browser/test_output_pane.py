"""An output is shown as a terminal shows it, in a pane of bounded height with its controls."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import violations
from tests.browser.play import RACE, Begin, Play, begin, ran, record

__all__ = ["begin"]

WORDS = {
    "en": {"copy": "Copy output", "clear": "Clear", "wrap": "Wrap lines", "end": "Jump to the end"},
    "zh": {"copy": "复制输出", "clear": "清空", "wrap": "自动换行", "end": "跳到末尾"},
}
TOP = "pane => { pane.scrollTop = 0; }"
AT_END = "pane => pane.scrollTop + pane.clientHeight >= pane.scrollHeight - 1"


def printing(*texts: str, thread: int = 1) -> dict[str, object]:
    pieces = [
        {"time": at / 1e6, "thread": thread, "stream": "stdout", "text": text}
        for at, text in enumerate(texts)
    ]
    return record() | {"output": pieces, "outcome": "finished", "error": None}


def pane(play: Play) -> Locator:
    return play.at.locator(".program-output pre")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_long_output_can_be_copied_cleared_wrapped_and_jumped_through(
    begin: Begin, language: str
) -> None:
    play = begin(language, "locks/races/", RACE)
    lines = [f"line {number}: {'wide ' * 60}\n" for number in range(300)]
    ran(play, printing(*lines))
    words = {key: play.at.get_by_role("button", name=word) for key, word in WORDS[language].items()}
    found = pane(play)
    assert found.evaluate("pane => pane.clientHeight < 500 && pane.scrollHeight > 2000")
    assert found.evaluate(AT_END)
    expect(words["end"]).to_be_hidden()
    found.evaluate(TOP)
    words["end"].click()
    expect(found).to_be_focused()
    assert found.evaluate(AT_END)
    words["copy"].click()
    expect(play.at.locator(".pg-tools")).not_to_contain_text(WORDS[language]["copy"])  # it says so
    assert play.page.evaluate("navigator.clipboard.readText()") == "".join(lines)
    assert found.evaluate("pane => pane.scrollWidth > pane.clientWidth")
    words["wrap"].click()
    expect(words["wrap"]).to_have_attribute("aria-pressed", "true")
    assert found.evaluate("pane => pane.scrollWidth <= pane.clientWidth")
    ran(play, printing(*lines))
    assert found.evaluate("pane => pane.scrollWidth <= pane.clientWidth")  # it is remembered
    faults = violations(play.page, f"section[data-program='{RACE}']")
    assert not faults, "\n".join(faults)
    words["clear"].click()
    expect(play.at.locator("samp")).to_have_text("")
    ran(play, printing("again\n"))
    expect(play.at.locator("samp")).to_have_text("again\n")


@pytest.mark.parametrize("dark", [False, True])
def test_a_progress_bar_and_colours_look_as_in_a_terminal(begin: Begin, dark: bool) -> None:
    play = begin("en", "locks/races/", RACE, dark=dark)
    bar = [f"\r{'#' * done}{'.' * (20 - done)} {done * 5:3}%" for done in range(21)]
    colours = [
        f"\x1b[{style}{code}mcode {code}\x1b[0m "
        for style in ("", "1;", "2;", "7;")
        for code in (*range(30, 38), *range(40, 48), *range(90, 98))
    ]
    ran(play, printing(*bar, "\ndone\n", "plain \x1b[31", "mred\x1b[0m plain\n", *colours, "\n"))
    samp = play.at.locator("samp")
    expect(samp.locator(".pg-line").nth(0)).to_have_text(f"{'#' * 20} 100%\n")
    expect(samp.locator(".pg-line").nth(2)).to_have_text("plain red plain\n")
    look = "one => getComputedStyle(one).color"
    red = samp.locator(".a1", has_text="red")
    assert red.evaluate(look) != samp.evaluate(look)
    faults = violations(play.page, f"section[data-program='{RACE}']")
    assert not faults, "\n".join(faults)


def test_what_is_printed_while_it_runs_is_drawn_over_as_it_comes(begin: Begin) -> None:
    play = begin("en", "locks/races/", RACE)
    play.begin("run")
    for text in ("10%", "\r20%", "\r30%\x1b[3", "2m!\n"):
        play.do("prints", text)
    expect(play.at.locator("samp")).to_have_text("30%!\n")
    expect(play.at.locator("samp .a2")).to_have_text("!")
    play.at.get_by_role("button", name="Clear").click()
    play.do("prints", "more\n")
    expect(play.at.locator("samp")).to_have_text("more\n")
    play.do("answer", printing("30%!\n", "more\n"))
    expect(play.at.locator("samp")).to_have_text("30%!\nmore\n")


def test_ten_thousand_lines_are_drawn_while_the_page_stays_awake(begin: Begin) -> None:
    play = begin("en", "locks/races/", RACE)
    play.page.evaluate(
        """() => {
          globalThis.longest = 0;
          new PerformanceObserver((list) => {
            for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
          }).observe({ type: "longtask" });
        }"""
    )
    ran(play, printing(*(f"line {number}\n" for number in range(10_000))))
    shown = play.at.locator("samp .pg-line")
    expect(shown).to_have_count(5_000)  # what is between is left out, and said to be
    expect(shown.last).to_have_text("line 9999\n")
    expect(play.at.locator(".pg-left")).to_be_visible()
    assert pane(play).evaluate(AT_END)
    assert play.page.evaluate("longest") < 2_000
