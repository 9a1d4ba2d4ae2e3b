"""Whoever has a keyboard only can do all that the site offers, and always sees where they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from playground import catalogue
from tests.browser.conftest import Reader, until
from tests.browser.probes import probe
from tests.browser.served_site import CHAPTERS, address

PAGE = CHAPTERS[0]
FOCUSED = probe("focused_control")


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on it."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the tabulator does not reach {selector}")


@pytest.mark.parametrize("width", [1280, 390])
def test_tab_walks_the_page_in_sight_and_out_of_it(reader: Reader, width: int) -> None:
    page = reader.open("en", PAGE, width=width)
    walked = []
    for _ in range(600):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["body"]:
            break
        walked.append(focused)
    else:
        pytest.fail(f"the focus never leaves the page: {walked[-3:]}")
    assert len(walked) > 20
    assert [step["name"] for step in walked if not step["seen"]] == []
    assert [step["name"] for step in walked if not step["marked"]] == []


def test_the_first_stop_skips_to_the_content(reader: Reader) -> None:
    page = reader.open("zh", PAGE)
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_selector(".md-content :target")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('.md-content'))")


@pytest.mark.parametrize("width", [1280, 390])
def test_search(reader: Reader, width: int) -> None:
    page = reader.open("en", width=width)
    if width == 390:
        tab_to(page, "label[for=__search] > span")
        page.keyboard.press("Space")
    else:
        tab_to(page, ".md-search__input")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.insert_text("deadlock")  # in one piece: each letter would bring results anew
    page.keyboard.press("Shift")  # the box asks when a key comes up
    expect(page.locator(".md-search-result__item mark").first).to_have_text("Deadlock")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search-result__link").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(address("en", "locks/deadlock/") + "**")


@pytest.mark.parametrize("width", [1280, 390])
def test_navigation(reader: Reader, width: int) -> None:
    page = reader.open("zh", width=width)
    if width == 390:
        tab_to(page, "label[for=__drawer] > span")
        page.keyboard.press("Enter")
        expect(page.locator(".md-sidebar--primary")).to_be_in_viewport()
    tab_to(page, f".md-nav__link[href='{address('zh', PAGE)}']")
    page.keyboard.press("Enter")
    page.wait_for_url(address("zh", PAGE))


def test_language_switch(reader: Reader) -> None:
    page = reader.open("zh", PAGE)
    tab_to(page, ".language-switch")
    page.keyboard.press("Enter")
    page.wait_for_url(address("en", PAGE))


def test_palette(reader: Reader) -> None:
    page = reader.open("zh", PAGE)
    tab_to(page, ".md-option")
    page.keyboard.press("Enter")  # from the system's scheme to the light one
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert page.evaluate("document.activeElement.matches('.md-option')")


def test_copy_and_download(reader: Reader) -> None:
    page = reader.open("zh", PAGE)
    tab_to(page, ".program .md-code__button")
    page.keyboard.press("Enter")
    expect(page.locator(".md-dialog")).to_have_text("已复制")
    assert "def main()" in page.evaluate("navigator.clipboard.readText()")
    tab_to(page, ".program [role=toolbar] button")
    page.keyboard.press("End")  # the arrow keys go from one control to the next
    for _ in range(10):
        if page.evaluate("document.activeElement.innerText") == "下载":
            break
        page.keyboard.press("ArrowLeft")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    name = download.value.suggested_filename.removesuffix(".py")
    expected = catalogue.find(f"{Path(PAGE).name}/{name}").path.read_bytes()
    assert Path(download.value.path()).read_bytes() == expected


def test_closed_boxes_open(reader: Reader) -> None:
    page = reader.open("zh", PAGE)
    tab_to(page, ".md-content summary")
    page.keyboard.press("Enter")
    expect(page.locator(".md-content details").first).to_have_attribute("open", "")


def test_a_wide_table_scrolls(reader: Reader) -> None:
    page = reader.open("zh", "reference/glossary/", width=390)
    tab_to(page, ".md-typeset__scrollwrap")
    page.keyboard.press("ArrowRight")
    until(page, "document.activeElement.scrollLeft > 0")


def test_wide_code_scrolls(reader: Reader) -> None:
    page = reader.open("zh", PAGE, width=390)
    tab_to(page, ".highlight pre > code")
    page.keyboard.press("ArrowRight")
    until(page, "document.activeElement.scrollLeft > 0")
