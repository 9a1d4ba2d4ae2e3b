"""A network that breaks off while Python comes, wherever that is: one line says so, the next try
works, and what had come whole is not fetched again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright

from bench import shaped
from tests.browser import conftest
from tests.browser.playground import output, run, section, write
from tests.browser.served_site import address

PAGE = "locks/races/"
RACE = "races/plain_increment_race"
TENTHS = range(1, 10)
FEW = 20_000  # bytes: beyond, a file is worth keeping


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[shaped.Host]:
    with shaped.serve(site) as host:
        yield host


@pytest.fixture(scope="module")
def behind(host: shaped.Host, playwright: Playwright) -> Iterator[Browser]:
    how = conftest.launch(host.port, playwright.chromium.executable_path)
    launched = playwright.chromium.launch(**how)
    yield launched
    launched.close()


def opened(browser: Browser, host: shaped.Host) -> Page:
    host.lets = lambda path, sent: True
    page = browser.new_context().new_page()
    page.goto(address("en", PAGE))
    section(page, RACE).locator("[role=toolbar]").wait_for()
    page.wait_for_load_state("load")
    return page


def until_bytes(end: int) -> Callable[[str, int], bool]:
    return lambda path, sent: sent < end


def size(host: shaped.Host, path: str) -> int:
    return len(host.body(host.folder / path)[0])


def test_wherever_it_breaks_off_a_line_says_so_and_the_next_try_works(
    host: shaped.Host, behind: Browser
) -> None:
    page = opened(behind, host)
    host.begin(host.line)
    run(section(page, RACE))
    total = sum(size(host, path) for path in host.sent.by_path if "/simthreads-" in f"/{path}")
    assert total > 1_000_000
    page.context.close()
    for tenth in TENTHS:
        page = opened(behind, host)
        host.begin(host.line)
        end = total * tenth // 10
        host.lets = until_bytes(end)
        said = run(section(page, RACE))
        assert "could not be loaded" in said, (tenth, said)
        came = {
            path
            for path, sent in host.sent.by_path.items()
            if FEW < size(host, path) < sent and path.endswith((".js", ".json", ".zstd"))
        }
        if tenth in (3, 9):
            host.begin(host.line)
            host.lets = lambda path, sent: True
            run(section(page, RACE))
            assert section(page, RACE).get_attribute("data-outcome") == "raised", tenth
            assert not came & host.sent.by_path.keys(), tenth
        page.context.close()


def test_a_program_that_reads_more_of_the_library_waits_for_it(
    host: shaped.Host, behind: Browser
) -> None:
    page = opened(behind, host)
    host.lets = lambda path, sent: "library-rest" not in path
    race = section(page, RACE)
    write(page, race, "import html.parser\nprint('there', html.parser.__name__)\n")
    assert "could not be loaded" in run(race)
    host.lets = lambda path, sent: True
    run(race)
    assert output(race) == "there html.parser\n"
    page.context.close()
