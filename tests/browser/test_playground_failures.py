"""What can go wrong around a program: each gives a clear line and leaves the page whole."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser import served_site
from tests.browser.conftest import Reader, until
from tests.browser.playground import (
    ENDLESS,
    ENGINE_IS_KEPT,
    STARTS,
    act,
    has_pythons,
    output,
    run,
    section,
    write,
)
from tests.browser.served_site import FOLDERS
from tests.browser.test_playground_run import printed

RACE = "races/plain_increment_race"
PAGE = "locks/races/"


def opened(reader: Reader, language: str, script: str) -> Page:
    page = reader.open(language, PAGE, before=script)
    expect(section(page, RACE).locator("[role=toolbar]")).to_be_visible()
    return page


def forgive(reader: Reader, pattern: str) -> None:
    """The browser's own complaint about what the test has broken."""
    reader.faults = [fault for fault in reader.faults if not re.search(pattern, fault)]


def recorded_run_stays(page: Page) -> None:
    expect(section(page, RACE).locator(".program-output samp")).to_be_visible()


def test_a_browser_without_stack_switching_is_told_which_ones_have_it(reader: Reader) -> None:
    for language, said in (("zh", "Firefox 153"), ("en", "Chrome or Edge 137")):
        page = opened(reader, language, "delete WebAssembly.Suspending")
        assert said in run(section(page, RACE))
        recorded_run_stays(page)
        has_pythons(page, 0)


def half(file: Path) -> Callable[[Route], None]:
    """As a proxy, or a disk, has cut it off."""
    body = file.read_bytes()
    return lambda route: route.fulfill(body=body[: len(body) // 2])


def test_wasm_that_does_not_load_gives_a_line_and_a_second_try(reader: Reader, site: Path) -> None:
    page = reader.open("en", PAGE)
    context: BrowserContext = page.context
    race = section(page, RACE)
    (wasm,) = site.glob("assets/pyodide-*/*.wasm.zstd")
    for fault in (lambda route: route.abort(), half(wasm)):
        context.route("**/*.wasm.zstd", fault)
        assert run(race).startswith("Python could not be loaded")
        recorded_run_stays(page)
        context.unroute("**/*.wasm.zstd")
    run(race)
    assert race.get_attribute("data-outcome") == "raised"
    forgive(reader, "wasm|Failed to")


def test_a_damaged_snapshot_is_done_without(reader: Reader, site: Path) -> None:
    (snapshot,) = site.glob("assets/simthreads-*.bin.zstd")
    recorded = (served_site.ROOT / "recorded" / f"{RACE}.json").read_text("utf8")
    sound = (
        "**/simthreads-*.json.zstd",
        lambda route: route.abort(),
    )  # what it would be done without
    for address, broken in (sound, ("**/simthreads-*.bin.zstd", half(snapshot))):
        page = reader.open("en", PAGE)
        page.context.route(address, broken)
        race = section(page, RACE)
        run(race)
        assert race.get_attribute("data-outcome") == "raised"
        assert output(race) == printed(json.loads(recorded))
        page.context.unroute(address)
    forgive(reader, "ERR_FAILED")


def test_without_a_network_what_is_loaded_goes_on_and_the_rest_says_so(reader: Reader) -> None:
    page = opened(reader, "zh", "delete Navigator.prototype.serviceWorker")  # nothing is kept
    race = section(page, RACE)
    page.context.set_offline(True)
    act(race, "run")
    expect(race.locator(".pg-status")).to_contain_text("网络")
    page.context.set_offline(False)
    run(race)
    until(page, ENGINE_IS_KEPT)  # nothing is under way any more
    page.context.set_offline(True)
    run(race)
    assert race.get_attribute("data-outcome")
    act(race, "edit")
    expect(race.locator(".pg-status")).to_contain_text("网络")
    recorded_run_stays(page)
    forgive(reader, "ERR_INTERNET_DISCONNECTED|Failed to fetch")


def test_loading_can_be_cancelled(reader: Reader) -> None:
    page = reader.open("en", PAGE)
    page.context.route("**/simthreads-*.bin.zstd", lambda route: None)  # never answered
    race = section(page, RACE)
    act(race, "run")
    expect(race.locator(".pg-status")).to_contain_text("Loading Python")
    expect(race.locator("progress")).to_be_visible()
    act(race, "stop")
    expect(race).to_have_attribute("aria-busy", "false")
    has_pythons(page, 0)


def test_where_nothing_can_be_stored_an_edit_runs_and_says_that_it_will_be_lost(
    reader: Reader,
) -> None:
    full = "Storage.prototype.setItem = () => { throw new DOMException('storage is full') }"
    barred = """Object.defineProperty(window, "localStorage", {
      get() { throw new DOMException("storage is barred") },
    })"""
    for script in (full, barred):
        page = opened(reader, "en", script)
        race = section(page, RACE)
        write(page, race, "print('still runs')\n")
        expect(race.locator(".pg-status")).to_contain_text("a reload will lose")
        run(race)
        assert output(race) == "still runs\n"
    forgive(reader, "storage is")


def test_a_worker_that_dies_is_replaced(reader: Reader) -> None:
    page = reader.open("en")
    page.clock.install()
    page.goto(page.url + PAGE)
    race = section(page, RACE)
    write(page, race, ENDLESS)
    act(race, "run")
    said = race.locator(".pg-status")
    expect(said).to_have_text("Running.", timeout=STARTS)
    page.evaluate("document.querySelector('iframe').remove()")
    page.clock.fast_forward(11_000)
    expect(said).to_have_text("Python has not answered for a while; Stop ends it.")
    act(race, "stop")
    page.clock.fast_forward(1_000)
    expect(race).to_have_attribute("aria-busy", "false")
    expect(said).to_have_text("Stopped.")
    page.clock.resume()
    write(page, race, "print('anew')\n")
    run(race)
    assert output(race) == "anew\n"


def test_every_button_has_a_name_in_the_language_of_the_page(reader: Reader) -> None:
    for language in FOLDERS:
        page = reader.open(language, PAGE)
        labels = section(page, RACE).locator(".pg-bar button").all_text_contents()
        assert len(labels) == len(set(labels)) == 9
        assert all(re.search("[\u4e00-\u9fff]", label) for label in labels) == (language == "zh")
