"""What is kept is what the release's list says, and nonsense in the browser's storage is cleared:
one wrong answer, or another project on the same host, spoils nothing for good."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Reader, arrive, until
from tests.browser.playground import ENGINE_IS_KEPT, act, output, run, section, write
from tests.browser.probes import probe
from tests.browser.served_site import PREFIX, address
from tests.browser.test_offline import PAGE, PORTAL, RACE, Host, host, seen, visitor
from tests.every import every

__all__ = ["host", "visitor"]

STYLED = "getComputedStyle(document.querySelector('.md-header')).position === 'sticky'"
#: Where another's page is kept, or something else that is in no release.
WRONG = probe("wrong_answers")
SPOIL = probe("spoil")
OLD = "if (location.host) localStorage.setItem('playground:x', 'y')"
STORE = """([keys, text]) => {
  localStorage.clear();
  for (const key of keys) localStorage.setItem(key, text);
}"""
NONSENSE = [
    *("", "{", "null", "[]", "7", '"slate"', '{"index": 9, "color": {}}', '{"index": 0}'),
    '{"index": 1, "color": {"scheme": "none such"}}',
    '{"index": 1, "color": {"media": {}, "scheme": "default"}}',
    '{"index": "constructor", "color": {"scheme": "default"}}',
]


def wrong(page: Page) -> object:
    return page.evaluate(WRONG, PORTAL.decode())


@pytest.mark.parametrize("ending", [".css", "/main.js", "search_index.json", "sitemap.xml"])
def test_a_wrong_answer_is_not_kept_and_the_next_visit_is_whole(
    host: Host, visitor: BrowserContext, ending: str
) -> None:
    page = visitor.new_page()
    seen(page, host.address(PAGE))
    page.evaluate(
        "async () => { for (const one of await caches.keys()) await caches.delete(one); }"
    )
    host.portal = ending
    page.goto(host.address(PAGE))
    until(page, f"async () => (await ({KEPT_PAGES})()).length")
    assert wrong(page) == []
    host.portal = "no such file"
    page.goto(host.address(PAGE))  # what the browser's own cache believed stands there for a year
    assert page.evaluate(STYLED)
    expect(section(page, RACE).locator("[role=toolbar]")).to_be_visible()
    assert wrong(page) == []


KEPT_PAGES = """async () => {
  const name = (await caches.keys()).find((one) => one.includes(" pages "));
  return name ? (await (await caches.open(name)).keys()).map(({url}) => url) : [];
}"""


@pytest.mark.parametrize("ending", ["/main.js", ".css", "/races/"])
def test_nonsense_in_a_cache_is_given_to_nobody(
    host: Host, visitor: BrowserContext, ending: str
) -> None:
    page = visitor.new_page()
    seen(page, host.address(PAGE))
    until(page, SPOIL, ending)  # as soon as it is there
    page.reload()
    assert page.evaluate(STYLED)
    expect(section(page, RACE).locator("[role=toolbar]")).to_be_visible()
    assert wrong(page) == []


@pytest.fixture
def kept(host: Host, visitor: BrowserContext) -> Page:
    """A page whose Python was kept for the next visit."""
    page = visitor.new_page()
    seen(page, host.address(PAGE))
    run(section(page, RACE))
    return page


@every("part", [".wasm", ".bin", "library-start.bin", "pyodide-lock.json"], str)
def test_a_part_of_python_that_is_nonsense_is_fetched_anew(kept: Page, part: str) -> None:
    until(kept, ENGINE_IS_KEPT)
    assert kept.evaluate(SPOIL, part)
    kept.reload()
    race = section(kept, RACE)
    run(race)  # it may have to say that this did not work
    until(kept, f"async (portal) => !(await ({WRONG})(portal)).length", PORTAL.decode())
    write(kept, race, f"print({part!r})\n")
    run(race)
    assert output(race) == f"{part}\n"


@pytest.fixture
def visited(reader: Reader) -> Page:
    """A page of the site; `reader` hears what is raised."""
    return reader.open("en")


@every("text", NONSENSE, repr)
def test_a_palette_that_is_nonsense_is_cleared(visited: Page, text: str) -> None:
    page, ours, other = visited, f"{PREFIX}.__palette", "/other/.__palette"
    page.evaluate(STORE, [[ours, other], text])
    page.goto(address("en", PAGE[3:]))
    arrive(page)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    assert page.evaluate("key => localStorage.getItem(key)", other) == text  # it is not ours
    page.locator("[data-md-component=palette] label:not([hidden])").click()
    page.locator("[data-md-component=palette] label:not([hidden])").click()
    chosen = page.evaluate("key => localStorage.getItem(key)", ours)
    page.goto(address("zh"))
    assert page.evaluate("key => localStorage.getItem(key)", ours) == chosen
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_what_is_kept_carries_the_site_s_path(reader: Reader) -> None:
    page = reader.open("en", PAGE[3:], before=OLD)
    race = section(page, RACE)
    write(page, race, "print('mine')\n")
    act(race, "options")
    race.get_by_label("Playback").select_option("slow")
    until(page, "Object.keys(localStorage).length >= 3")
    kept = set(page.evaluate("Object.keys(localStorage)")) - {"playground:x"}
    assert kept
    assert all(key.startswith(f"{PREFIX}.") for key in kept), kept
