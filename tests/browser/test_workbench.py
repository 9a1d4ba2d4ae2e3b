"""The playground's own page: editor and results in one view, panes that can be resized, programs
that are kept under a name, and the ways that lead there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from playground import catalogue
from tests.browser.conftest import Reader, Turn, violations
from tests.browser.play import MINE
from tests.browser.playground import act, output, run, section, settled, write
from tests.browser.served_site import FOLDERS, address

RACE = "races/plain_increment_race"
KEPT = "[...Object.entries(localStorage)].find(([key]) => key.endsWith('programs'))?.[1]"


def opened(page: Page) -> Locator:
    mine = section(page, MINE)
    expect(mine.locator(".cm-content")).to_be_visible()
    expect(mine.locator(".workbench-split")).to_have_attribute("role", "separator")
    return mine


def text(mine: Locator) -> str:
    return "\n".join(mine.locator(".cm-line").all_text_contents())


def test_editor_output_and_timeline_are_in_one_view(turn: Turn) -> None:
    for width, height, dark in ((1280, 800, False), (390, 800, True), (2560, 1440, False)):
        page = turn("en", "playground/", dark=dark, width=width)
        page.set_viewport_size({"width": width, "height": height})
        mine = opened(page)
        expect(mine.locator(".cm-content")).not_to_be_focused()
        said = run(mine)
        assert said.startswith("Finished")
        for part in (".cm-content", ".program-output samp", ".pg-bar [data-action=run]"):
            expect(mine.locator(part)).to_be_in_viewport()
        if width > 1000:
            expect(mine.locator(".pg-results .tl")).to_be_in_viewport(ratio=1)
        else:
            bar_stays(mine)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def bar_stays(mine: Locator) -> None:
    """In view, while the results are read."""
    mine.locator(".timeline-table summary").scroll_into_view_if_needed()
    for part in ("[data-action=run]", ".pg-status"):
        expect(mine.locator(part).first).to_be_in_viewport(ratio=1)


def test_the_panes_are_resized_by_pointer_and_keys_and_stay_so(turn: Turn) -> None:
    page = turn("en", "playground/")
    mine = opened(page)
    split, editor = mine.locator(".workbench-split"), mine.locator(".workbench-editor")
    for width, side in ((1280, "width"), (390, "height")):
        page.set_viewport_size({"width": width, "height": 800})
        before = editor.bounding_box()
        split.focus()
        page.keyboard.press("Home")
        page.keyboard.press("ArrowRight")
        expect(split).to_have_attribute("aria-valuenow", "20")
        after = editor.bounding_box()
        assert before and after and after[side] < before[side] * 0.7  # type: ignore[literal-required]
        box = split.bounding_box()
        assert box
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(width * 0.6, box["y"] + 300)
        page.mouse.up()
        moved = editor.bounding_box()
        assert moved and moved[side] > after[side] + 100  # type: ignore[literal-required]
    page.set_viewport_size({"width": 1280, "height": 800})
    kept = split.get_attribute("aria-valuenow")
    found = violations(page)
    assert not found, "\n".join(found)
    page.reload()
    expect(opened(page).locator(".workbench-split")).to_have_attribute("aria-valuenow", str(kept))


def test_a_program_of_the_site_opens_there_and_is_no_strangers(turn: Turn, reader: Reader) -> None:
    page = turn("en", "locks/races/")
    race = section(page, RACE)
    write(page, race, "print('edited on its page')\n")
    act(race, "open")
    page.wait_for_url("**/playground/#program=*")
    mine = opened(page)
    expect(mine.locator(".cm-content")).to_contain_text("edited on its page")
    notice = mine.locator(".pg-notice")
    expect(notice).to_contain_text("plain_increment_race.py from the page that you came from")
    run(mine)
    assert output(mine) == "edited on its page\n"
    notice.get_by_role("button", name="Close it").click()
    expect(mine.locator(".cm-content")).to_contain_text("guard")
    # the same link from somebody else is a stranger's
    act(mine, "share")
    expect(mine.locator(".pg-status")).to_contain_text("copied")
    link = page.evaluate("navigator.clipboard.readText()")
    other = reader.open("en", "playground/" + link.partition("playground/")[2])
    expect(section(other, MINE).locator(".pg-notice")).to_contain_text("did not write it")


def test_each_program_and_the_header_lead_there(site: Path, turn: Turn) -> None:
    page = turn("zh", "basics/why/")
    page.locator(".playground-link").click()
    page.wait_for_url(address("zh", "playground/"))
    page.go_back()
    page = turn("en", "locks/races/")
    page.locator(".playground-link").click()
    page.wait_for_url(address("en", "playground/"))
    for folder in FOLDERS.values():
        home = (site / folder / "index.html").read_text("utf8")
        assert '<a href="playground/">' in home


def listed(mine: Locator) -> list[str]:
    names = mine.locator(".pg-mine li input")
    return [names.nth(index).input_value() for index in range(names.count())]


def named(mine: Locator, name: str) -> None:
    mine.locator(".pg-mine").get_by_label("Name", exact=True).fill(name)
    mine.get_by_role("button", name="Save this program").click()


def test_programs_are_kept_under_a_name_and_none_is_lost(turn: Turn, tmp_path: Path) -> None:
    page = turn("en", "playground/")
    mine = opened(page)
    write(page, mine, "print('one')\n")
    act(mine, "mine")
    panel = mine.locator(".pg-mine")
    expect(panel).to_contain_text("in this browser only")
    named(mine, "one")
    expect(panel).to_contain_text("Saved as one.")
    write(page, mine, "print('two')\n")
    named(mine, "two")
    write(page, mine, "print('three')\n")
    panel.get_by_label("Name", exact=True).fill("one")
    mine.get_by_role("button", name="Save this program").click()
    expect(panel).to_contain_text("The name one is taken")
    assert listed(mine) == ["one", "two"]
    panel.get_by_role("button", name="Open one").click()
    expect(mine.locator(".cm-content")).to_have_text("print('one')")
    act(mine, "undo")
    expect(mine.locator(".cm-content")).to_have_text("print('three')")
    panel.get_by_role("button", name="Delete one").click()
    assert listed(mine) == ["two"]
    panel.get_by_role("button", name="Undo").click()
    assert listed(mine) == ["one", "two"]
    panel.get_by_label("Name: two").fill("second")
    panel.get_by_label("Name: two").press("Enter")
    expect(panel).to_contain_text("It is called second now.")
    found = violations(page, f"section[data-program='{MINE}']")
    assert not found, "\n".join(found)
    # out and in again
    with page.expect_download() as download:
        panel.get_by_role("button", name="Export all").click()
    file = tmp_path / "programs.json"
    download.value.save_as(file)
    data = json.loads(file.read_text("utf8"))
    assert [one["name"] for one in data["programs"]] == ["one", "second"]
    data["programs"][0]["source"] = "print('another one')\n"
    file.write_text(json.dumps(data), "utf8")
    plain = tmp_path / "third.py"
    plain.write_text("print(3)\n", "utf8")
    for come, count in ((file, 3), (plain, 4)):
        panel.locator("input[type=file]").set_input_files(come)
        expect(panel.locator("li input")).to_have_count(count)
        expect(panel).to_contain_text("Programs imported: 1.")
    assert listed(mine) == ["one", "one 2", "second", "third.py"]
    before = page.evaluate(KEPT)
    for bad in ("{}", "[", '{"kind": "python-threads programs", "programs": [{"name": 1}]}'):
        file.write_text(bad, "utf8")
        panel.locator("input[type=file]").set_input_files(file)
        expect(panel).to_contain_text("This file cannot be imported.")
        assert page.evaluate(KEPT) == before
    page.reload()
    act(opened(page), "mine")
    assert listed(mine) == ["one", "one 2", "second", "third.py"]


#: A file that has changed since it was chosen.
UNREADABLE = """(() => {
  File.prototype.text = () => Promise.reject(new DOMException("", "NotReadableError"));
})();"""


def test_a_file_that_cannot_be_read_is_said_to_be_none(reader: Reader, tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    file.write_text("print(1)\n", "utf8")
    page = reader.open("en", "playground/", before=UNREADABLE)
    mine = opened(page)
    act(mine, "mine")
    panel = mine.locator(".pg-mine")
    before = page.evaluate(KEPT)
    panel.locator("input[type=file]").set_input_files(file)
    expect(panel).to_contain_text("This file cannot be imported.")
    assert page.evaluate(KEPT) == before
    page = reader.open("en", before=UNREADABLE)
    box = page.locator(".progress-box")
    box.scroll_into_view_if_needed()
    box.locator("input[type=file]").set_input_files(file)
    expect(box).to_contain_text("This file contains no progress")


def test_a_store_that_is_full_or_spoilt_loses_nothing(turn: Turn) -> None:
    page = turn("en", "playground/")
    mine = opened(page)
    act(mine, "mine")
    named(mine, "one")
    page.evaluate("void (Storage.prototype.setItem = () => { throw new DOMException('full') })")
    try:
        named(mine, "two")
        expect(mine.locator(".pg-mine")).to_contain_text("Nothing was changed.")
        assert listed(mine) == ["one"]
    finally:
        page.reload()
    key = "Object.keys(localStorage).find((key) => key.endsWith('programs'))"
    page.evaluate(f"localStorage.setItem({key}, '[{{\"name\": 7}}]')")
    act(opened(page), "mine")
    assert listed(mine) == []
    named(mine, "again")
    assert listed(mine) == ["again"]


def test_the_tested_program_stands_there_first(turn: Turn) -> None:
    page = turn("zh", "playground/")
    assert text(opened(page)).strip() == catalogue.find(MINE).source.strip()


def folds(page: Page, mine: Locator) -> None:
    """A verdict that is too long shows whole lines, opens by key and closes again."""
    status, more = mine.locator(".pg-status"), mine.locator(".pg-more")
    expect(more).to_have_attribute("aria-expanded", "false")
    assert status.evaluate(HIDES)
    assert status.evaluate(LINES) == pytest.approx(5, abs=0.05)
    more.focus()
    page.keyboard.press("Enter")
    expect(more).to_have_attribute("aria-expanded", "true")
    assert not status.evaluate(HIDES)
    page.keyboard.press("Enter")
    assert status.evaluate(HIDES)
    status.get_by_role("link").first.focus()  # in its last line
    assert not status.evaluate(HIDES)
    mine.locator(".pg-bar [data-action=share]").click()  # which adds a line
    expect(more).to_have_attribute("aria-expanded", "false")
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(more).to_be_hidden()
    page.set_viewport_size({"width": 390, "height": 800})
    expect(more).to_be_visible()


HIDES = "one => one.scrollHeight > one.clientHeight"
#: The height of what is seen, within the padding.
LINES = """one => {
  const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(one);
  const inside = one.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom);
  return inside / parseFloat(lineHeight);
}"""


def test_what_a_stranger_needs_first_is_in_the_bar(reader: Reader) -> None:
    page = reader.open("en", "playground/")
    mine = opened(page)
    reset = mine.locator(".pg-bar [data-action=reset]")
    expect(reset).to_be_hidden()
    # a click anywhere in the pane is one into the editor
    pane = mine.locator(".workbench-editor").bounding_box()
    assert pane
    page.mouse.click(pane["x"] + pane["width"] / 2, pane["y"] + pane["height"] - 8)
    expect(mine.locator(".cm-content")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(DEADLOCK)
    expect(reset).to_be_visible()
    act(mine, "find")
    settled(mine)
    status = mine.locator(".pg-status")
    expect(status).to_contain_text("Deadlock at")
    expect(status.get_by_role("link")).to_have_attribute("href", address("en", "locks/deadlock/"))
    expect(mine.locator(".pg-fixed")).to_contain_text("Replays the schedule 1.")
    expect(mine.locator(".pg-bar [data-action=options]")).not_to_have_attribute(
        "aria-expanded", "true"
    )
    verdict = str(status.text_content())
    act(mine, "share")
    expect(status).to_contain_text("The link is copied.")
    assert str(status.text_content()).startswith(verdict)
    cycle = str(mine.locator(".tl-cycle").text_content())
    assert "service_ledger" in cycle and "service_stock" in cycle
    act(mine, "reset")
    expect(reset).to_be_hidden()
    expect(mine.locator(".pg-bar [data-action=run]")).to_be_focused()


def test_a_deadlock_is_marked_and_shown_where_its_threads_wait(reader: Reader) -> None:
    page = reader.open("en", "playground/")
    mine = opened(page)
    write(page, mine, DEADLOCK + "\n" * 80 + "# where the editor is after this")
    for action in ("find", "run"):
        act(mine, action)
        settled(mine)
        marked = mine.locator(".cm-line[data-label]")
        expect(marked.first).to_be_in_viewport()
        said = "all => all.map((one) => [one.textContent.trim(), one.dataset.label])"
        assert marked.evaluate_all(said) == [
            ["with second:", "Thread-1 (work), Thread-2 (work)"],
            ["thread.join()", "MainThread"],
        ]
        pane = mine.locator(".workbench-editor").bounding_box()
        assert pane
        page.mouse.click(pane["x"] + pane["width"] / 2, pane["y"] + pane["height"] / 2)
        page.keyboard.press("ControlOrMeta+End")
    page.keyboard.insert_text("\n")
    page.keyboard.press("ControlOrMeta+Home")
    expect(marked).to_have_count(0)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_on_a_phone_the_bar_leaves_room_and_nothing_lies_over_it(
    reader: Reader, language: str
) -> None:
    page = reader.open(language, "playground/", width=390)
    mine = opened(page)
    write(page, mine, DEADLOCK.replace("service_", "the_inventory_service_"))
    act(mine, "find")
    settled(mine)
    bar = mine.locator(".workbench-bar")
    box = bar.bounding_box()
    assert box and box["height"] < 800 * 0.45
    folds(page, mine)
    mine.locator(".cm-content").focus()
    page.keyboard.press("Control+f")  # a panel, which the editor lays over all
    panel = mine.locator(".cm-panels-top")
    panel.evaluate("one => scrollBy(0, one.getBoundingClientRect().top - 120)")
    box, under = bar.bounding_box(), panel.bounding_box()
    assert box and under and box["y"] < under["y"] < box["y"] + box["height"] - 20
    for share in (0.1, 0.5, 0.9):
        at = [box["x"] + box["width"] * share, under["y"] + 10]
        over = "([x, y]) => Boolean(document.elementFromPoint(x, y).closest('.workbench-bar'))"
        assert page.evaluate(over, at)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    found = violations(page, f"section[data-program='{MINE}']")
    assert not found, "\n".join(found)


def test_a_label_lies_over_no_text(reader: Reader) -> None:
    for width in (390, 1280):
        page = reader.open("zh", "playground/", width=width)
        mine = opened(page)
        write(page, mine, "if True:\n    raise ValueError('" + "long " * 30 + "')\n")
        run(mine)
        line = mine.locator(".cm-line.pg-line-error")
        assert line.evaluate(LABEL) == ["inline-block", "0px", '"出错的行"']
        assert line.evaluate("one => one.scrollWidth - one.clientWidth") <= 0


LABEL = """line => {
  const { display, textIndent, content } = getComputedStyle(line, "::after");
  const label = JSON.stringify(line.dataset.label);
  return [display, textIndent, content.replace("attr(data-label)", label)];
}"""
#: What scrolls can be reached by key, and nothing else is a stop.
DEADLOCK = """\
import threading

service_ledger, service_stock = threading.Lock(), threading.Lock()


def work(first, second):
    with first:
        with second:
            print("done")


pairs = [(service_ledger, service_stock), (service_stock, service_ledger)]
threads = [threading.Thread(target=work, args=pair) for pair in pairs]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""
