"""The site asks nobody, and remembers light or dark and what was seen."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import Reader
from tests.browser.served_site import CHAPTERS, PREFIX, address

KEPT = """async () => ({
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map((database) => database.name),
})"""
CACHED = """async () => {
  await navigator.serviceWorker.ready;
  const opened = (await caches.keys()).map(async (name) => (await caches.open(name)).keys());
  return (await Promise.all(opened)).flat().map(({url}) => url);
}"""
# What every page and a search load, and the pages that were opened.
SMALL = (
    r"/assets/(?!pyodide|simthreads)|sitemap\.xml|search_(index|docs)\.json|offline\.json"
    r"|basics/(daemon|results)/$"
)


def test_a_visit_leaves_the_palette_and_the_pages_seen(reader: Reader) -> None:
    page = reader.open("zh", CHAPTERS[0], keeps=True)
    page.locator("[data-md-component=palette] label:not([hidden])").click()
    page.locator(".program .md-code__button").first.click()
    page.locator(".md-search__input").click()
    page.keyboard.type("lock")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("Escape")
    # not at the end of the chapter, which counts as read where that takes five seconds
    page.locator(f".md-nav--primary a[href='{address('zh', 'basics/results/')}']").click()
    page.wait_for_url(address("zh", "basics/results/"))
    page.locator(".language-switch").click()
    page.wait_for_url(address("en", "**"))
    assert page.context.cookies() == []
    kept = page.evaluate(KEPT)
    assert kept.pop("local") == [f"{PREFIX}.__palette"]
    assert not any(kept.values()), kept
    cached = page.evaluate(CACHED)
    assert [url for url in cached if not re.search(SMALL, url)] == []
