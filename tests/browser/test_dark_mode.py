"""Light or dark is the system's choice until the reader makes one; that one holds everywhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader
from tests.browser.served_site import CHAPTERS, address

NAMES = {True: "slate", False: "default"}


def expect_scheme(page: Page, *, dark: bool) -> None:
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", NAMES[dark])


def choose(page: Page) -> None:
    page.locator("[data-md-component=palette] label:not([hidden])").click()


@pytest.mark.parametrize("dark", [False, True])
def test_it_follows_the_system(reader: Reader, dark: bool) -> None:
    page = reader.open("zh", dark=dark)
    expect_scheme(page, dark=dark)
    page.emulate_media(color_scheme="light" if dark else "dark")
    expect_scheme(page, dark=not dark)
    page.reload()
    expect_scheme(page, dark=not dark)


def test_a_choice_holds_across_reload_pages_and_languages(reader: Reader) -> None:
    page = reader.open("zh")
    choose(page)
    expect_scheme(page, dark=False)
    choose(page)
    expect_scheme(page, dark=True)
    page.reload()
    expect_scheme(page, dark=True)
    page.locator(".language-switch").click()
    page.wait_for_url(address("en"))
    expect_scheme(page, dark=True)
    page.goto(address("en", CHAPTERS[0]))
    expect_scheme(page, dark=True)
    page.goto(address("zh", "no/such/page"))
    reader.forgive_missing(address("zh", "no/such/page"))
    expect_scheme(page, dark=True)


def test_drawings_and_code_change_their_colours(reader: Reader) -> None:
    page = reader.open("en", CHAPTERS[0])
    looks = """() => [".md-content", ".highlight code", ".program-output samp"].map((selector) =>
      getComputedStyle(document.querySelector(selector)).color)"""
    light = page.evaluate(looks)
    page.emulate_media(color_scheme="dark")
    expect_scheme(page, dark=True)
    dark = page.evaluate(looks)
    assert all(one != other for one, other in zip(light, dark, strict=True))
