"""The way to the other language keeps the page, and the place on it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader
from tests.browser.playground import act, section
from tests.browser.served_site import CHAPTERS, address

OTHER = {"zh": "en", "en": "zh"}


def switch(page: Page, language: str, path: str) -> None:
    """Follow the link and arrive at the page in `language`."""
    page.locator(".language-switch").click()
    page.wait_for_url(lambda url: url.partition("#")[0] == address(language, path))
    expect(page.locator("html")).to_have_attribute("lang", language)


@pytest.mark.parametrize("path", ["", "reference/glossary/", CHAPTERS[0], CHAPTERS[-1]])
def test_there_and_back_is_the_same_page(reader: Reader, path: str) -> None:
    page = reader.open("zh", path)
    switch(page, "en", path)
    switch(page, "zh", path)


@pytest.mark.parametrize("language", OTHER)
def test_the_heading_stays_in_sight(reader: Reader, language: str) -> None:
    page = reader.open(language, CHAPTERS[0])
    headings = page.locator(".md-content h2[id]")
    place = headings.nth(headings.count() - 2).get_attribute("id")
    page.goto(f"{page.url}#{place}")
    expect(page.locator(f"#{place}")).to_be_in_viewport()
    switch(page, OTHER[language], CHAPTERS[0])
    assert page.url.endswith(f"#{place}")
    expect(page.locator(f"#{place}")).to_be_in_viewport()


def test_it_follows_the_page_that_was_loaded_without_a_new_document(reader: Reader) -> None:
    page = reader.open("zh")
    page.evaluate("window.sameDocument = true")
    page.locator(f".md-nav--primary a[href='{address('zh', CHAPTERS[1])}']").click()
    page.wait_for_url(address("zh", CHAPTERS[1]))
    assert page.evaluate("window.sameDocument"), "instant navigation is off"
    link = page.locator(".language-switch")
    expect(link).to_have_js_property("href", address("en", CHAPTERS[1]))
    switch(page, "en", CHAPTERS[1])


@pytest.mark.parametrize("language", OTHER)
def test_it_is_a_plain_link_without_scripts(reader: Reader, language: str) -> None:
    page = reader.open(language, CHAPTERS[0], script=False)
    switch(page, OTHER[language], CHAPTERS[0])


def test_a_program_that_came_with_a_link_stays(reader: Reader) -> None:
    page = reader.open("en", "locks/races/")
    act(section(page, "races/plain_increment_race"), "share")
    expect(section(page, "races/plain_increment_race").locator(".pg-status")).to_contain_text(
        "copied"
    )
    page.goto(page.evaluate("navigator.clipboard.readText()"))
    for language in ("zh", "en"):
        switch(page, language, "playground/")
        expect(page.locator(".cm-content")).to_contain_text("both updates are there")
