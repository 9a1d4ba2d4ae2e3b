"""The playground over a whole visit: pages come and go, a tab sleeps, one Python stays."""

from __future__ import annotations

from playwright.sync_api import CDPSession, Page, expect

from tests.browser import worker
from tests.browser.conftest import Reader, Turn, until
from tests.browser.playground import (
    ENDLESS,
    STARTS,
    act,
    has_pythons,
    output,
    run,
    section,
    settled,
    turn_to,
    write,
)

RACE = "races/plain_increment_race"
RUN_AND_LEAVE = """() => {
  document.querySelector("section.program [data-action=run]").click();
  document.querySelector(".md-nav--primary a.md-nav__link[href$='basics/why/']").click();
}"""
TURNS = 60  # `make visit` makes more, at length
SETTLED = 20  # turns after which the first ones' caches are filled
# A turn: what Material itself keeps of it is 4 nodes, 3 listeners and 31 kB.
KEPT = {"Nodes": 15, "JSEventListeners": 6, "JSHeapUsedSize": 60_000}


IS_PRINTING = """one => one.querySelector(".program-output samp").textContent.startsWith("0\\n")"""


def alive(page: Page, session: CDPSession) -> dict[str, float]:
    """What the page's process holds on to: nodes and listeners, and bytes of JavaScript's heap."""
    session.send("HeapProfiler.collectGarbage")
    metrics = session.send("Performance.getMetrics")["metrics"]
    wanted = ("Nodes", "JSEventListeners", "JSHeapUsedSize")
    return {one["name"]: one["value"] for one in metrics if one["name"] in wanted}


def set_clocks(page: Page, now: int) -> None:
    """The page's and its worker's, to so many milliseconds."""
    page.evaluate("now => { Date.now = () => now; }", now)
    worker.evaluate(page, [f"Date.now = () => {now}"])


def test_sixty_page_turns_keep_one_python_and_leak_nothing(reader: Reader) -> None:
    page = reader.open("en", "playground/")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    own = page.locator("section[data-program^='playground/']")
    early: dict[str, float] = {}
    for turn in range(1, TURNS + 1):
        turn_to(page, "basics/why/" if turn % 2 else "playground/")
        if turn % 10 == 0:
            run(own)
        if turn == SETTLED:
            early = alive(page, session)
    late = alive(page, session)
    grown = {name: (late[name] - early[name]) / (TURNS - SETTLED) for name in early}
    assert not {name for name in grown if grown[name] > KEPT[name]}, grown
    has_pythons(page, 1)


def test_a_program_that_is_left_while_it_loads_does_nothing_more(reader: Reader) -> None:
    page = reader.open("en", "locks/races/")
    page.evaluate(RUN_AND_LEAVE)  # `reader` hears what is raised
    page.wait_for_url("**/basics/why/")
    first = page.locator("section.program[data-program^='why/']").first
    expect(first.locator("[role=toolbar]")).to_be_attached()
    run(first)
    has_pythons(page, 1)


def test_an_editor_that_is_left_open_is_closed_and_its_text_is_there_again(turn: Turn) -> None:
    page = turn("en", "locks/races/")
    write(page, section(page, RACE), "print('mine')\n")
    turn_to(page, "basics/why/")
    turn_to(page, "locks/races/")
    expect(section(page, RACE).locator(".cm-content")).to_have_text("print('mine')")


def test_a_tab_that_slept_and_whose_clock_was_set_plays_the_rest(reader: Reader) -> None:
    page = reader.open("en", "locks/races/")
    session = page.context.new_cdp_session(page)
    race = section(page, RACE)
    write(page, race, "import time\nfor n in range(3):\n    print(n)\n    time.sleep(0.5)\n")
    act(race, "options")
    race.get_by_label("Playback").select_option("real")
    act(race, "run")
    until(page, IS_PRINTING, race.element_handle())
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    session.send("Page.setWebLifecycleState", {"state": "active"})
    set_clocks(page, 0)
    settled(race)
    assert output(race) == "0\n1\n2\n"
    run(race)
    assert output(race) == "0\n1\n2\n"


def test_a_clock_that_jumps_during_a_run_changes_nothing(reader: Reader) -> None:
    page = reader.open("en", "locks/races/")
    race = section(page, RACE)
    write(page, race, "import time\nprint(time.time() < 2e9)\n" + ENDLESS)
    act(race, "run")
    expect(race.locator("samp")).to_have_text("True\n", timeout=STARTS)
    for now in (10**13, -(10**13)):
        set_clocks(page, now)
    act(race, "stop")
    assert settled(race).startswith("Stopped at")
    assert output(race) == "True\n"
