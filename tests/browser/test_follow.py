"""A run is followed: a marker goes over the lines, forwards and back, on the recorded run before
any Python is loaded, and on the reader's own."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Reader, Turn, until, violations
from tests.browser.play import MINE, RACE, Play, give_engine, ran
from tests.browser.playground import act, has_pythons, section, settled, write

PROGRAM = "races/lost_update_race"
PLACES = """(section) => [...section.querySelectorAll("[class*=pg-mark-thread-]")]
  .map((mark) => [mark.className.split("-").at(-1), mark.style.top]).sort().join()"""


def test_the_recorded_run_is_followed_both_ways_without_python(reader: Reader) -> None:
    page = reader.open("en", "locks/races/")
    at = section(page, PROGRAM)
    act(at, "follow")
    follow = at.locator(".follow")
    slider = follow.get_by_role("slider")
    expect(follow.get_by_role("button", name="Pause")).to_be_focused()
    expect(slider).not_to_have_value("0")  # it goes on by itself
    act(at, "follow")  # from the beginning again, if it is over on a busy machine
    follow.get_by_role("button", name="Pause").click()
    seen = {}
    slider.focus()
    page.keyboard.press("Home")
    last = int(str(slider.get_attribute("max")))
    assert last > 10
    for moment in range(last + 1):
        seen[moment] = (at.evaluate(PLACES), slider.get_attribute("aria-valuetext"))
        expect(at.locator(".tl-now")).to_have_count(1)
        page.keyboard.press("ArrowRight")
    assert len({places for places, _ in seen.values()}) > 3  # the marks move
    assert len({said for _, said in seen.values()}) == last + 1
    assert any("Thread-2" in str(said) and "(line " in str(said) for _, said in seen.values())
    for moment in reversed(range(last)):
        page.keyboard.press("ArrowLeft")
        assert (at.evaluate(PLACES), slider.get_attribute("aria-valuetext")) == seen[moment]
    page.keyboard.press("End")
    stands = follow.locator(".follow-states > li")
    expect(stands).to_have_count(4)
    for place, said in enumerate(
        ("MainThread running", "Thread-1 (add_one) done", "Thread-2 (add_one) done", "counter = 1")
    ):
        expect(stands.nth(place)).to_contain_text(said)
    found = violations(page, f"section[data-program='{PROGRAM}']")
    assert not found, "\n".join(found)
    assert at.locator("samp").first.text_content() == "expected 2, got 1\n"
    has_pythons(page, 0)


def test_every_recorded_run_is_there_to_be_followed(turn: Turn) -> None:
    for page in (turn("zh", path) for path in ("queues/queue/", "locks/deadlock/")):
        answers = page.evaluate(ANSWERS)
        assert answers and all(answers.values()), answers


def test_what_variables_hold_stands_beside_each_moment_of_a_recorded_run(reader: Reader) -> None:
    """Both threads have read 0 before one of them writes: before any Python is loaded."""
    page = reader.open("en", "locks/races/")
    at = section(page, PROGRAM)
    act(at, "follow")
    paused(at)
    moments = values(page, at)
    assert any(said.count("seen = 0") == 2 and "counter = 0" in said for said in moments)
    assert "counter = 1 (was 0)" in "".join(moments)
    assert "counter = 1" in moments[-1] and "seen" not in moments[-1]
    has_pythons(page, 0)


def test_a_run_of_the_readers_own_is_followed_with_its_values(reader: Reader) -> None:
    """As many as it has: of the run that is shown, which is run again to see them."""
    page = reader.open("zh", "playground/")
    at = section(page, MINE)
    expect(at.locator(".cm-content")).to_be_visible()
    write(page, at, f"{LOST}print(total)\n")
    act(at, "run")
    settled(at)
    act(at, "follow")
    paused(at)
    moments = values(page, at)
    total = at.locator("samp").first.text_content() or ""
    assert "seen = 0" in "".join(moments)
    assert f"total = {total.strip()}" in moments[-1]
    found = violations(page, f"section[data-program='{MINE}']")
    assert not found, "\n".join(found)


def test_what_an_exercise_was_checked_with_is_not_shown(reader: Reader) -> None:
    page = reader.open("zh", "locks/races/")
    at = section(page, "exercise/races/lost_count")
    act(at, "check")
    settled(at)
    expect(at).to_have_attribute("data-verdict", "failed")
    at.locator(".follow").get_by_role("button", name="播放").click()
    paused(at)
    names = {line.split(" = ")[0] for said in values(page, at) for line in said.splitlines()}
    program = at.locator("pre code").first.text_content() or ""
    assert names and all(name in program for name in names)


def test_values_that_cannot_be_known_are_said_to_be_unknown(reader: Reader) -> None:
    page = reader.open("en", "locks/races/")
    at = section(page, PROGRAM)
    page.route("**/*.values.json", lambda route: route.abort())
    act(at, "follow")
    expect(at.locator(".follow-whole")).to_have_text("What the variables held here is not known.")
    expect(at.locator(".stepper-values")).to_have_count(0)
    until(page, "true")
    reader.faults = [fault for fault in reader.faults if "ERR_FAILED" not in fault]


def paused(at: Locator) -> None:
    at.locator(".follow").get_by_role("button", name=re.compile("Pause|暂停")).click()
    expect(at.locator(".follow .stepper-values").first).to_be_visible()


def values(page: Page, at: Locator) -> list[str]:
    """What stands there at each moment, a variable a line."""
    slider = at.locator(".follow").get_by_role("slider")
    slider.focus()
    page.keyboard.press("Home")
    found = []
    for _ in range(int(str(slider.get_attribute("max"))) + 1):
        found.append("\n".join(at.locator(".follow .stepper-values li").all_text_contents()))
        page.keyboard.press("ArrowRight")
    return found


ANSWERS = """async () => Object.fromEntries(await Promise.all(
  [...document.querySelectorAll("section:has([data-action=follow])")].map(async (section) => {
    const at = section.querySelector("a[download]").href.replace(/py$/, "json");
    const run = await (await fetch(at)).json();
    const values = await (await fetch(at.replace(/json$/, "values.json"))).json();
    const enough = values.length >= Math.min(run.events.length, 2_000);
    return [at, run.version === 1 && enough && at.endsWith(run.program.replace(/py$/, "json"))];
  })))"""


def test_a_run_of_another_text_is_not_followed(reader: Reader) -> None:
    page = reader.open("en", "locks/races/")
    give_engine(page)
    play = Play(page, RACE)
    ran(play)
    play.act("follow")
    expect(play.at.locator(".pg-mark-thread-0")).to_have_count(1)
    play.at.get_by_role("button", name="Pause").click()
    play.type("x")
    expect(play.at.locator("[class*=pg-line-thread-]")).to_have_count(0)
    play.at.get_by_role("button", name="One step on").click()
    expect(play.at.locator("[class*=pg-line-thread-], [class*=pg-mark-thread-]")).to_have_count(0)
    play.act("follow")
    expect(play.status).to_contain_text("Run the program first")


def test_a_record_that_does_not_come_is_said(reader: Reader) -> None:
    page: Page = reader.open("en", "locks/races/")
    at = section(page, PROGRAM)
    page.route("**/programs/races/*.json", lambda route: route.abort())
    act(at, "follow")
    expect(at.locator(".pg-status")).to_contain_text("The recorded run could not be loaded")
    until(page, "true")
    reader.faults = [fault for fault in reader.faults if "ERR_FAILED" not in fault]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_led_to_a_failure_is_marked_followed_and_listed(reader: Reader, language: str) -> None:
    """Its values beside the threads: who has read what is out of date by now."""
    page = reader.open(language, "playground/")
    at = section(page, MINE)
    expect(at.locator(".cm-content")).to_be_visible()
    write(page, at, LOST)
    act(at, "find")
    settled(at)
    marks = at.locator(".tl circle.tl-access")
    kinds = marks.evaluate_all("all => all.map((one) => one.classList[1])")
    assert kinds == ["tl-read", "tl-write", "tl-write"]
    heights = marks.evaluate_all("all => all.map((one) => one.cy.baseVal.value)")
    assert heights[0] == heights[2] != heights[1]  # who read it first has written it last
    slider = at.get_by_role("slider")
    slider.focus()
    page.keyboard.press("Home")
    read, said = {"zh": "读到 0", "en": "total = 0"}[language], ""
    while read not in said:
        assert slider.input_value() != slider.get_attribute("max"), said
        page.keyboard.press("ArrowRight")
        said = str(slider.get_attribute("aria-valuetext"))
    last = at.locator(".follow-states > li", has_text={"zh": "最近：", "en": "last: "}[language])
    expect(last).to_have_count(1)
    expect(last).to_contain_text(read)
    page.keyboard.press("ArrowLeft")
    expect(last).to_have_count(0)
    at.locator(".timeline-table summary").click()
    expect(at.locator(".timeline-table tr", has_text="≈")).to_have_count(3)
    found = violations(page, f"section[data-program='{MINE}']")
    assert not found, "\n".join(found)


LOST = """\
import threading

total = 0


def add(number):
    global total
    seen = total
    total = seen + number


threads = [threading.Thread(target=add, args=(number,)) for number in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert total == 3
"""
