"""With the one style sheet that the build makes, a page looks as with all that it is made of."""

from __future__ import annotations

import re
from pathlib import Path

import material
import pytest
from mkdocs.config import load_config
from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader, arrive, until
from tests.browser.probes import probe
from tests.browser.served_site import ADDRESS, ROOT

OVERRIDES = ROOT / "sitebuild" / "theme" / "overrides"
# All boxes and answers, the drawer and the search.
OPEN = """() => {
  for (const box of document.querySelectorAll("details")) box.open = true;
  for (const toggle of document.querySelectorAll(".md-toggle")) toggle.checked = true;
}"""
TOLD = "[...document.querySelectorAll('.quiz [role=status]')].every((one) => one.textContent)"
# One element of each kind, with what stands before and after it: every property but the names that
# style sheets make up.
LOOKS = probe("looks_of_elements")


def looks(page: Page) -> list[str]:
    page.mouse.move(-5, -5)  # what lies below a pointer may look otherwise
    page.evaluate(OPEN)
    until(page, TOLD)  # a quiz that has been opened is told how it went
    found: list[str] = page.evaluate(LOOKS)
    return found


def all_sheets() -> str:
    theirs = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
    found = [next(theirs.glob(f"{name}.*.min.css")) for name in ("main", "palette")]
    found += [
        OVERRIDES / uri for uri in load_config(str(ROOT / "mkdocs.yml"), plugins={}).extra_css
    ]
    return "\n".join(path.read_text("utf8") for path in found)


def without_digests(page: str) -> str:
    """It takes another style sheet than the one that it was built with."""
    return re.sub(r' integrity="?[^" >]+"?', "", page)


def rested(page: Page) -> None:
    """In the playground the editor opens by itself."""
    if page.locator(".workbench").count():
        expect(page.locator(".workbench .cm-content")).to_be_visible()
        expect(page.locator(".workbench [aria-busy]")).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "path", "width", "dark"),
    [
        ("zh", "", 390, True),
        ("en", "locks/races/", 1280, False),
        ("zh", "playground/", 390, True),
    ],
)
def test_no_rule_that_a_page_needs_is_left_out(
    reader: Reader, site: Path, language: str, path: str, width: int, dark: bool
) -> None:
    page = reader.open(language, path, width=width, dark=dark)
    rested(page)
    found = looks(page)
    whole = all_sheets()
    page.context.route(
        "**/all.*.css", lambda route: route.fulfill(body=whole, content_type="text/css")
    )
    built = site / page.url.removeprefix(ADDRESS) / "index.html"
    again = without_digests(built.read_text("utf8"))
    page.context.route(
        page.url, lambda route: route.fulfill(body=again, content_type="text/html; charset=utf-8")
    )
    page.reload()
    arrive(page)
    rested(page)
    assert len(found) > 40_000
    assert set(found) ^ set(looks(page)) == set()
