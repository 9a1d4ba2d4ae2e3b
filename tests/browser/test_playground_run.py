"""Running programs on their page, through the visible controls alone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from playground import catalogue
from tests.browser.conftest import Reader, Turn
from tests.browser.playground import (
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
from tests.browser.probes import probe
from tests.browser.served_site import CHAPTERS, FOLDERS

RACE = "races/plain_increment_race"
FOREVER = """import threading


def spin():
    print("spins in", threading.current_thread().name)
    while True:
        pass


"""
# Run, click Stop as soon as something is printed, and tell how many milliseconds pass from there to
# the end: on the page's own clock, since on a fast machine the limit of steps is not far.
STOP = probe("stop_at_output")
# Run, and tell all that the output showed until the end, one after the other.
PRINTED = probe("printed_at")
# Run, and click Reset as soon as something is printed.
RESET_AT_ONCE = probe("reset_at_once")
# Every program of a page, also where it stands in a closed answer.
PROGRAMS = "[...document.querySelectorAll('section.program[data-program]:not([data-native])')]"
RUN_ALL = PROGRAMS + ".map(one => one.querySelector('[data-action=run]').click()).length"
UNSETTLED = "section.program[data-program]:not([data-native], [aria-busy=false])"
SEEN = (
    PROGRAMS
    + """.map(one => [
  one.dataset.program, one.dataset.outcome, one.querySelector(".program-output samp").textContent,
])"""
)
# What spins, by the name of the thread that does.
SPINNING = {
    "MainThread": FOREVER + "spin()\n",
    "A": FOREVER + "threading.Thread(target=spin, name='A').start()\n",
}


def printed(record: dict[str, Any]) -> str:
    return "".join(piece["text"] for piece in record["output"])


@pytest.mark.parametrize("language", FOLDERS)
def test_every_program_runs_to_its_recorded_outcome(turn: Turn, language: str) -> None:
    """Each program in one of the languages, turn about by its page: its file is one for both, and
    tests/pages sees that either page has it."""
    page = turn(language, CHAPTERS[0])
    wrong, ran = [], 0
    for path in CHAPTERS[list(FOLDERS).index(language) :: len(FOLDERS)]:
        turn_to(page, path)
        ran += page.evaluate(RUN_ALL)
        expect(page.locator(UNSETTLED)).to_have_count(0, timeout=STARTS)
        for program, outcome, shown in page.evaluate(SEEN):
            recorded = catalogue.find(program).run_record
            record = json.loads(recorded.read_text("utf8"))
            if (outcome, shown) != (record["outcome"], printed(record) or "(no output)"):
                wrong.append(f"{program}: {outcome}: {shown}")
    assert not wrong, "\n".join(wrong)
    assert ran > 100  # all but those of pages whose programs run natively alone
    has_pythons(page, 1)


def test_stop_ends_what_never_ends_and_the_next_run_works(turn: Turn) -> None:
    page = turn("en", "locks/races/")
    race = section(page, RACE)
    run(race)
    for thread, endless in SPINNING.items():
        write(page, race, endless)
        assert race.evaluate(STOP, f"spins in {thread}\n") < 1000
        assert settled(race).startswith("Stopped")
    write(page, race, "print('well again')\n")
    run(race)
    assert output(race) == "well again\n"
    has_pythons(page, 1)


def test_ctrl_enter_runs_the_edited_program_and_marks_the_line_of_its_error(
    turn: Turn,
) -> None:
    page = turn("en", "locks/races/")
    race = section(page, RACE)
    write(page, race, "one = 1\n\nprint(one / 0)\n")
    page.keyboard.press("ControlOrMeta+Enter")
    assert "ZeroDivisionError" in settled(race)
    expect(race.locator(".pg-line-error")).to_have_text("print(one / 0)")
    assert "line 3, in <module>" in output(race)


def test_an_edit_survives_a_reload_and_reset_brings_the_tested_program_back(
    reader: Reader,
) -> None:
    page = reader.open("zh", "locks/races/")
    race = section(page, RACE)
    tested = race.locator("pre code").first.text_content()
    write(page, race, "print('mine')\n")
    page.reload()
    expect(race.locator(".cm-content")).to_have_text("print('mine')")
    run(race)
    assert output(race) == "mine\n"
    act(race, "reset")
    expect(race.locator(".cm-content")).to_have_count(0)
    assert race.locator("pre code").first.text_content() == tested
    assert output(race) == catalogue.find(RACE).recorded.read_text("utf8")
    page.reload()
    expect(race.locator("pre code").first).to_be_visible()
    expect(race.locator(".cm-content")).to_have_count(0)


def test_a_reset_before_the_timeline_is_drawn_leaves_none(turn: Turn) -> None:
    page = turn("en", "locks/races/")
    race = section(page, RACE)
    write(page, race, "print('mine')\n")
    race.evaluate(RESET_AT_ONCE)
    settled(race)
    expect(race.locator(".timeline-rest")).to_be_visible()
    assert race.locator(".pg-results").count() == 0
    assert output(race) == catalogue.find(RACE).recorded.read_text("utf8")


def test_two_programs_on_one_page_do_not_disturb_each_other(turn: Turn) -> None:
    page = turn("en", "locks/races/")
    one, other = section(page, RACE), section(page, "races/append_keeps_all")
    write(page, one, "for n in range(20000):\n    pass\nprint('first')\n")
    act(one, "run")
    act(other, "run")
    settled(one)
    settled(other)
    assert output(one) == "first\n"
    assert output(other) == catalogue.find("races/append_keeps_all").recorded.read_text("utf8")


def test_output_says_which_thread_printed_and_comes_at_the_readers_pace(turn: Turn) -> None:
    page = turn("en", "locks/races/")
    race = section(page, RACE)
    write(
        page,
        race,
        "import time\nfrom threading import Thread\n"
        "Thread(target=print, args=('from A',), name='A').start()\n"
        "time.sleep(1.5)\nprint('from main')\n",
    )
    act(race, "options")
    race.get_by_label("Playback").select_option("real")
    assert race.evaluate(PRINTED) == ["from A\n", "from A\nfrom main\n"]
    named = race.locator("samp [data-who]").evaluate_all("all => all.map(one => one.dataset.who)")
    assert named == ["A", "MainThread"]


def test_a_seed_is_kept_and_the_next_one_is_another_schedule(turn: Turn) -> None:
    page = turn("en", "locks/races/")
    race = section(page, RACE)
    act(race, "options")
    race.get_by_role("spinbutton").fill("7")
    first = run(race)
    assert run(race) == first
    race.get_by_role("button", name="Next seed").click()
    settled(race)
    expect(race.locator(".program-output figcaption")).to_have_text("Output: seed 8")
    race.get_by_role("spinbutton").fill("-1")
    act(race, "run")
    expect(race.locator(".pg-status")).to_contain_text("0 to 4294967295")


def test_page_scripts_can_run_and_explore(turn: Turn) -> None:
    page = turn("en", "playground/")
    ran = page.evaluate("playground.run('print(6 * 7)', {seed: 3})")
    assert (ran["outcome"], ran["output"][0]["text"], ran["seed"]) == ("finished", "42\n", 3)
    lost = catalogue.find(RACE).source
    found = page.evaluate("source => playground.explore(source, {schedules: 200})", lost)
    assert found["found"] and found["record"]["error"]["type"] == "AssertionError"
    refused = page.evaluate("playground.run('1', {seed: -1}).catch(error => error.reason)")
    assert refused == "unusable"


def test_the_search_finds_the_deadlock_of_the_philosophers(turn: Turn) -> None:
    page = turn("zh", "in_depth/deadlock/")
    table = section(page, "deadlock/dining_philosophers_deadlock")
    act(table, "options")
    table.get_by_role("button", name="找一个会失败的调度").click()
    assert "死锁" in settled(table)
    assert table.get_attribute("data-outcome") == "deadlock"
    first = output(table)
    run(table)
    assert (table.get_attribute("data-outcome"), output(table)) == ("deadlock", first)


TWO_OUTPUTS = """import threading
x = 0
def work():
    global x
    x += 1
threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print(x)
"""


def test_a_search_says_what_it_looks_for(turn: Turn) -> None:
    page = turn("en", "locks/races/")
    race = section(page, RACE)
    act(race, "options")
    same = race.get_by_label("Another output is a failure, too")
    expect(same).to_be_checked()  # it is known what the page's own program prints
    write(page, race, TWO_OUTPUTS)
    expect(same).not_to_be_checked()
    find = race.get_by_role("button", name="Find a schedule that fails")
    find.click()
    said = settled(race)
    assert "no exception, no deadlock" in said and "2 different outputs" in said
    same.check()
    find.click()
    assert " printed another output. It is shown below" in settled(race)
    assert (output(race), race.get_attribute("data-outcome")) == ("1\n", "finished")
    write(page, race, TWO_OUTPUTS + "# the reader's choice stays while the text is the reader's\n")
    expect(same).to_be_checked()
    act(race, "reset")
    expect(same).to_be_checked()


def test_a_program_whose_lines_come_in_any_order_is_not_held_to_one(turn: Turn) -> None:
    page = turn("zh", "basics/why/")
    program = section(page, "why/order_is_free")
    act(program, "options")
    expect(program.get_by_label("输出不同也算失败")).not_to_be_checked()


def test_stop_ends_a_playback_with_all_its_lines(turn: Turn) -> None:
    page = turn("en", "locks/races/")
    race = section(page, RACE)
    write(page, race, "import time\nprint('before')\ntime.sleep(3600)\nprint('after')\n")
    act(race, "options")
    race.get_by_label("Playback").select_option("slow")
    act(race, "run")
    expect(race.locator("samp")).to_have_text("before\n", timeout=60_000)
    act(race, "stop")
    settled(race)
    assert output(race) == "before\nafter\n"


def test_python_is_fetched_when_run_is_likely_to_be_pressed(reader: Reader) -> None:
    page = reader.open("en", "locks/races/")
    race = section(page, RACE)
    with page.expect_request("**/*.wasm.zstd"):
        race.locator("[data-action=run]").hover()
    assert race.get_attribute("aria-busy") is None
    run(race)
    has_pythons(page, 1)


def test_nothing_is_fetched_ahead_for_a_reader_who_saves_data(reader: Reader) -> None:
    page = reader.open("en")
    saving = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
    page.add_init_script(saving)
    page.clock.install()
    page.goto(page.url + "locks/races/")
    race = section(page, RACE)
    race.locator("[data-action=run]").hover()
    page.clock.fast_forward(1000)
    act(race, "options")  # it waits for the code that would fetch
    expect(race.locator(".pg-panel")).to_be_visible()
    has_pythons(page, 0)
