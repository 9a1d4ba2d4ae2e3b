"""A drawing is named in the page's language, and visible in both schemes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.browser.conftest import Reader
from tests.browser.served_site import FOLDERS, PAGES, ROOT

DRAWN = [
    page
    for page in PAGES
    if re.search(
        r"<!-- (drawing|arrivals): ",
        (ROOT / "docs" / "zh" / f"{page.rstrip('/') or 'index'}.md").read_text("utf8"),
    )
]
COLOURS = """() => [...document.querySelectorAll(".drawing :is(text, path, rect)")].map(
  (shape) => getComputedStyle(shape).fill + getComputedStyle(shape).stroke)"""


@pytest.mark.parametrize("path", DRAWN)
@pytest.mark.parametrize("language", FOLDERS)
def test_it_is_named_in_the_language_of_the_page(site: Path, language: str, path: str) -> None:
    html = (site / FOLDERS[language] / path / "index.html").read_bytes()
    for drawing in LexborHTMLParser(html).css(".drawing svg"):
        assert drawing.attributes["role"] == "img"
        for label in str(drawing.attributes["aria-labelledby"]).split():
            words = drawing.css_first(f"#{label}")
            assert words is not None
            assert words.text()
            assert words.text().isascii() == (language == "en")


@pytest.mark.parametrize("path", DRAWN)
def test_it_takes_the_colours_of_the_scheme(reader: Reader, path: str) -> None:
    page = reader.open("zh", path)
    light = page.evaluate(COLOURS)
    assert light
    page.emulate_media(color_scheme="dark")
    page.wait_for_selector("body[data-md-color-scheme=slate]")
    assert all(one != other for one, other in zip(light, page.evaluate(COLOURS), strict=True))
