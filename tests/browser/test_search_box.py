"""Search finds Chinese words, English words and identifiers, in the language of the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader
from tests.browser.served_site import address

SEARCHES = [
    ("zh", "信号量", "coordination/semaphore/"),
    ("zh", "死锁", "locks/deadlock/"),
    ("zh", "生产者", "queues/queue/"),
    ("zh", "maxsize", "queues/queue/"),
    ("zh", "semaphore", "reference/glossary/"),  # a Chinese page says 信号量
    ("en", "semaphore", "coordination/semaphore/"),
    ("en", "deadlock", "locks/deadlock/"),
    ("en", "producer", "queues/queue/"),
    ("en", "maxsize", "queues/queue/"),
]


def type_key_by_key(page: Page, text: str) -> None:
    """As a keyboard or an input method does it: a character, then the key that comes up."""
    for character in text:
        page.keyboard.insert_text(character)
        page.keyboard.press("Shift")


@pytest.mark.parametrize(("language", "words", "path"), SEARCHES)
def test_the_top_result_is_the_page_about_it(
    reader: Reader, language: str, words: str, path: str
) -> None:
    page = reader.open(language)
    page.locator(".md-search__input").click()
    type_key_by_key(page, words)
    results = page.locator(".md-search-result__item")
    expect(results.first.locator("mark").first).to_have_text(words, ignore_case=True)
    found = results.locator("a").evaluate_all("links => links.map((link) => link.href)")
    assert all(url.startswith(address(language)) for url in found)
    assert language == "en" or not any(url.startswith(address("en")) for url in found)
    assert found[0].partition("?")[0].partition("#")[0] == address(language, path), found[:5]


def test_a_word_that_is_nowhere_is_said_to_be_nowhere(reader: Reader) -> None:
    page = reader.open("en")
    page.locator(".md-search__input").click()
    type_key_by_key(page, "zebra")
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")
