"""What a reader takes away is the program, to the byte."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

from playground import catalogue
from sitebuild import pages
from tests.browser.conftest import Reader, until
from tests.browser.served_site import CHAPTERS, FOLDERS, PAGES, address

SAMPLE = [("zh", CHAPTERS[0]), ("en", CHAPTERS[len(CHAPTERS) // 2])]
DIGESTS = """urls => Promise.all(urls.map(async (url) => {
  const digest = await crypto.subtle.digest("SHA-256", await (await fetch(url)).arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}))"""
# Material notes the place a moment after scrolling; a note made just then can undo a click.
SCROLLED = "scrollY === (history.state?.y ?? 0)"
_MARKER = re.compile(r"^ *# --8<-- \[(?:start|end):\w+\]\n", re.MULTILINE)


def open_boxes(page: Page) -> None:
    """Answers stand in closed boxes, one within another at times."""
    for box in page.locator(".md-content details:not([open]) > summary").all()[::-1]:
        box.evaluate("summary => summary.click()")


@pytest.mark.parametrize(("language", "path"), SAMPLE)
def test_copy_gives_exactly_the_text(reader: Reader, language: str, path: str) -> None:
    """A program to the byte, but for the marks of its parts; a part as the tests run it."""
    written = pages.blocks(pages.Page(language, f"{path.rstrip('/')}.md"))
    page = reader.open(language, path)
    open_boxes(page)
    buttons = page.locator(".md-code__button").all()
    assert len(buttons) == len(written)
    whole = 0
    for button, block in zip(buttons, written, strict=True):
        button.click()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.rstrip("\n") == block.rendered.rstrip("\n")
        if block.program and not block.section:
            assert copied == _MARKER.sub("", block.program.source)
            whole += 1
    assert whole == page.locator(".program").count() > 0


@pytest.mark.parametrize(("language", "path"), SAMPLE)
def test_download_gives_exactly_the_file(reader: Reader, language: str, path: str) -> None:
    page = reader.open(language, path)
    open_boxes(page)
    for link in page.locator(".program a[download]").all():
        link.scroll_into_view_if_needed()
        until(page, SCROLLED)
        with page.expect_download() as download:
            link.click()
        name = download.value.suggested_filename
        program = catalogue.find(f"{Path(path).name}/{name.removesuffix('.py')}")
        assert Path(download.value.path()).read_bytes() == program.path.read_bytes()


def test_every_program_is_served_to_the_byte(reader: Reader) -> None:
    page = reader.open("zh")
    programs = catalogue.programs()
    urls = [address("zh", f"programs/{p.slug}/{p.name}.py") for p in programs]
    served = page.evaluate(DIGESTS, urls)
    for program, url, digest in zip(programs, urls, served, strict=True):
        assert digest == hashlib.sha256(program.path.read_bytes()).hexdigest(), url


@pytest.mark.parametrize("language", FOLDERS)
def test_every_download_link_leads_to_its_program(site: Path, language: str) -> None:
    for path in PAGES:
        folder = site / FOLDERS[language] / path
        html = LexborHTMLParser((folder / "index.html").read_bytes())
        for shown in html.css(".program"):
            link = shown.css_first("a[download]")
            assert link is not None
            program = catalogue.find(str(shown.attributes["data-program"]))
            href = str(link.attributes["href"])
            assert href.rpartition("/")[2] == f"{program.name}.py"  # the name that it is saved by
            assert (folder / href).read_bytes() == program.path.read_bytes()
