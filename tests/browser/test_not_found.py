"""A wrong address leads on, in both languages and at any depth."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reader
from tests.browser.served_site import address


@pytest.mark.parametrize("path", ["nowhere", "en/no/such/page/"])
def test_it_says_so_in_both_languages_and_leads_home(reader: Reader, path: str) -> None:
    page = reader.open("zh")
    answer = page.goto(address("zh", path))
    assert answer is not None
    assert answer.status == 404
    reader.forgive_missing(address("zh", path))
    expect(page).to_have_title("404 - 没有这一页 - Python 线程：可以运行的教程")
    for language, words, home in (
        ("zh", "没有这一页", address("zh")),
        ("en", "No such page", address("en")),
    ):
        part = page.locator(f".not-found[lang={language}]")
        expect(part).to_contain_text(words)
        expect(part.locator("a")).to_have_js_property("href", home)
    assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == (
        "sticky"
    )
    page.locator(".language-switch").click()
    page.wait_for_url(address("en"))


def test_home_is_one_step_away(reader: Reader) -> None:
    page = reader.open("zh")
    page.goto(address("zh", "nowhere"))
    reader.forgive_missing(address("zh", "nowhere"))
    page.locator(".not-found[lang=zh] a").click()
    page.wait_for_url(address("zh"))
    page.locator(".language-switch").click()
    page.wait_for_url(address("en"))
