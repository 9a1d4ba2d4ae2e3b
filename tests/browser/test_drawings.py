"""A drawing is named in the page's language, and visible in both schemes."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Reader
from tests.browser.served_site import FOLDERS, PAGES, ROOT

DRAWN = [
    page
    for page in PAGES
    if "<!-- drawing: "
    in (ROOT / "docs" / "zh" / f"{page.rstrip('/') or 'index'}.md").read_text("utf8")
]
COLOURS = """() => [...document.querySelectorAll(".drawing :is(text, path, rect)")].map(
  (shape) => getComputedStyle(shape).fill + getComputedStyle(shape).stroke)"""


@pytest.mark.parametrize("path", DRAWN)
@pytest.mark.parametrize("language", FOLDERS)
def test_drawings(reader: Reader, language: str, path: str) -> None:
    page = reader.open(language, path)
    for drawing in page.locator(".drawing svg").all():
        assert drawing.get_attribute("role") == "img"
        name = drawing.locator("title").text_content() or ""
        assert name.isascii() == (language == "en")
        assert page.get_by_role("img", name=name).count() == 1
    light = page.evaluate(COLOURS)
    page.emulate_media(color_scheme="dark")
    page.wait_for_selector("body[data-md-color-scheme=slate]")
    assert all(one != other for one, other in zip(light, page.evaluate(COLOURS), strict=True))
