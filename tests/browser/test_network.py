"""A network that breaks off while Python comes, wherever that is, or gives what is damaged; a
browser that keeps nothing: one line says so, the next try works, and what had come whole is not
fetched again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Browser, Locator, Page, Playwright, expect

from bench import shaped
from sitebuild.assets import engine, library
from tests.browser import conftest
from tests.browser.conftest import BRIEFLY, PATIENCE, until
from tests.browser.playground import STARTS, act, output, run, section, write
from tests.browser.served_site import address

PAGE = "locks/races/"
RACE = "races/plain_increment_race"
TENTHS = range(1, 10)
NOTHING_CAME = "could not be loaded"
#: So that Python starts from its sources, however fast this machine is.
SAVES_DATA = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}});"
SLOW = """Object.defineProperty(navigator, 'connection', {
  value: {effectiveType: '3g', downlink: 1.4},
});"""
#: What a wish fetches: the scripts that start Python, and those of a run.
SCRIPTS_CAME = """['/pyodide.js', '/worker.js', '/app-'].every((part) =>
  performance.getEntriesByType('resource').some(({ name }) => name.includes(part)))"""
#: What the browser keeps: nothing, where its storage is full or barred.
KEEPS = {
    "all": "",
    "full": """Cache.prototype.put = async () => {
      throw new DOMException("no room", "QuotaExceededError");
    };""",
    "private": """for (const name of ["open", "match", "keys", "has"])
      CacheStorage.prototype[name] = async () => {
        throw new DOMException("private", "SecurityError");
      };""",
}


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[shaped.Host]:
    with shaped.serve(site) as host:
        yield host


@pytest.fixture(scope="module")
def behind(host: shaped.Host, playwright: Playwright) -> Iterator[Browser]:
    how = conftest.launch(host.port, playwright.chromium.executable_path)
    how["args"].append(BRIEFLY)
    launched = playwright.chromium.launch(**how)
    yield launched
    launched.close()


@pytest.fixture
def opened(behind: Browser, host: shaped.Host) -> Iterator[Callable[[str], Page]]:
    """A page in a browser of its own, which this script has changed."""
    pages = []

    def open_(before: str = "") -> Page:
        context = behind.new_context(service_workers="block")
        context.add_init_script(before)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(address("en", PAGE))
        section(page, RACE).locator("[role=toolbar]").wait_for()
        page.wait_for_load_state("load")
        pages.append(page)
        host.begin(host.line)
        return page

    yield open_
    host.lets, host.alters = lambda path, sent: True, lambda path, body: body
    for page in pages:
        page.context.close()


def parts(host: shaped.Host) -> dict[str, int]:
    """What Python starts from without a snapshot, and its bytes on the line."""
    needed = {path.name for path in (*engine.pyodide_files(), engine.sources())}
    needed.remove(library.parts()[-1].name)
    found = {path.name: path for path in host.folder.glob("assets/**/*") if path.name in needed}
    assert found.keys() == needed
    return {name: len(host.body(path)[0]) for name, path in found.items()}


def tried(race: Locator) -> str:
    """Press Run, wait for the end of it; the line beneath the program."""
    act(race, "run")
    expect(race.locator("[data-action=run]")).not_to_have_attribute(
        "aria-busy", "true", timeout=STARTS
    )
    return str(race.locator(".pg-status").text_content())


def come_whole(page: Page, sizes: dict[str, int]) -> set[str]:
    """What the browser has in whole of what was asked for since its list was cleared."""
    found: list[tuple[str, int]] = page.evaluate(
        "performance.getEntriesByType('resource').map((one) => [one.name, one.encodedBodySize])"
    )
    named = ((url.rsplit("/", 1)[-1], size) for url, size in found)
    return {name for name, size in named if size == sizes.get(name)}


def sent(host: shaped.Host) -> dict[str, int]:
    return {path.rsplit("/", 1)[-1]: size for path, size in host.sent.by_path.items()}


@pytest.mark.parametrize("keeps", KEEPS)
def test_wherever_it_breaks_off_a_line_says_so_and_the_next_try_goes_on(
    host: shaped.Host, opened: Callable[[str], Page], keeps: str
) -> None:
    """One page for all points: each try gets a tenth further than the one before. What came last
    may still be read by the page when it is given up, and is then asked for once more."""
    race = section(opened(SAVES_DATA + KEEPS[keeps]), RACE)
    sizes = parts(host)
    left: set[str] = set()  # the host, whole
    whole: set[str] = set()  # and is here
    newest: set[str] = set()
    times: Counter[str] = Counter()  # that each was sent and came whole
    for tenth in TENTHS:
        host.begin(host.line)
        race.page.evaluate("performance.clearResourceTimings()")
        end = sum(sizes.values()) * tenth // 10 - sum(sizes[name] for name in left)
        host.lets = lambda path, sent, end=end: sent < end  # type: ignore[misc]
        assert NOTHING_CAME in tried(race), tenth
        assert not whole & sent(host).keys(), tenth
        whole |= newest - sent(host).keys()
        newest = come_whole(race.page, sizes)
        times.update(newest & sent(host).keys())
        left |= {name for name, came in sent(host).items() if came > sizes.get(name, came)}
    assert whole
    assert max(times.values()) <= 2, times
    host.begin(host.line)
    host.lets = lambda path, sent: True
    assert NOTHING_CAME not in tried(race)
    assert race.get_attribute("data-outcome") == "raised"
    assert not whole & sent(host).keys()


def test_what_comes_damaged_is_fetched_once_more(
    host: shaped.Host, opened: Callable[[str], Page]
) -> None:
    """Each part is damaged when it first comes."""
    race = section(opened(SAVES_DATA), RACE)
    sizes = parts(host)
    spoiled: list[str] = []

    def spoil(path: str, body: bytes) -> bytes:
        name = path.rsplit("/", 1)[-1]
        if name not in sizes or name in spoiled:
            return body
        spoiled.append(name)
        middle = len(body) // 2
        return body[:middle] + bytes(64) + body[middle + 64 :]

    host.alters = spoil
    for _ in sizes:
        if NOTHING_CAME not in tried(race):
            break
    assert race.get_attribute("data-outcome") == "raised"
    assert set(spoiled) == sizes.keys()
    assert all(sent(host)[name] < 3 * (size + 1000) for name, size in sizes.items())


def test_on_a_slow_line_a_wish_costs_little_and_a_press_says_how_long(
    host: shaped.Host, opened: Callable[[str], Page]
) -> None:
    page = opened(SLOW)
    race = section(page, RACE)
    coming = Event()

    def after_all(path: str, body: bytes) -> bytes:
        if path.endswith(".zstd"):
            coming.wait(PATIENCE / 1000)
        return body

    host.alters = after_all
    race.locator("[data-action=run]").hover()
    until(page, SCRIPTS_CAME)
    assert 100_000 < host.sent.total() < 1_000_000
    assert not {name for name in sent(host) if name.endswith(".zstd")}
    act(race, "run")
    expect(race.locator(".pg-status")).to_have_text(re.compile(r"0\.\d of [34]\.\d MB.* \d\d s"))
    coming.set()


def test_a_program_that_reads_more_of_the_library_waits_for_it(
    host: shaped.Host, opened: Callable[[str], Page]
) -> None:
    page = opened("")
    host.lets = lambda path, sent: "library-rest" not in path
    race = section(page, RACE)
    write(page, race, "import html.parser\nprint('there', html.parser.__name__)\n")
    assert NOTHING_CAME in run(race)
    host.lets = lambda path, sent: True
    run(race)
    assert output(race) == "there html.parser\n"
