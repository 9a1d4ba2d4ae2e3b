"""Search finds Chinese words, English words and identifiers, in the language of the page."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Reader
from tests.browser.served_site import address

# language -> what is typed, and the page that comes first
SEARCHES = {
    "zh": {
        "信号量": "coordination/semaphore/",
        "死锁": "locks/deadlock/",
        "生产者": "queues/queue/",
        "maxsize": "queues/queue/",
        "semaphore": "coordination/semaphore/",  # its headings hold the error message
    },
    "en": {
        "semaphore": "coordination/semaphore/",
        "deadlock": "locks/deadlock/",
        "producer": "queues/queue/",
        "maxsize": "queues/queue/",
    },
}


def type_key_by_key(page: Page, text: str) -> None:
    """As a keyboard or an input method does it: a character, then the key that comes up."""
    for character in text:
        page.keyboard.insert_text(character)
        page.keyboard.press("Shift")


@pytest.mark.parametrize("language", SEARCHES)
def test_the_top_result_is_the_page_about_it(reader: Reader, language: str) -> None:
    page = reader.open(language)
    page.locator(".md-search__input").click()
    results = page.locator(".md-search-result__item")
    for words, path in SEARCHES[language].items():
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        expect(results).to_have_count(0)
        type_key_by_key(page, words)
        # The results of each key come and go; a link says what it was found with.
        asked = re.compile(rf"\?h={re.escape(quote(words))}(#|$)")
        expect(results.locator("a").first).to_have_attribute("href", asked)
        expect(results.first.locator("mark").first).to_have_text(words, ignore_case=True)
        found = results.locator("a").evaluate_all("links => links.map((link) => link.href)")
        assert all(url.startswith(address(language)) for url in found)
        assert language == "en" or not any(url.startswith(address("en")) for url in found)
        first = found[0].partition("?")[0].partition("#")[0]
        assert first == address(language, path), f"{words}: {found[:5]}"


def test_the_texts_are_fetched_when_somebody_searches(reader: Reader) -> None:
    page = reader.open("en")
    fetched: list[str] = []
    page.context.on("request", lambda request: fetched.append(request.url))
    page.reload(wait_until="networkidle")
    assert not [url for url in fetched if "search_docs" in url]
    page.locator(".md-search__input").click()
    with page.expect_event("requestfinished", lambda request: "search_docs" in request.url):
        type_key_by_key(page, "lock")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert len({url for url in fetched if "search_docs" in url}) == 1


@pytest.mark.parametrize("part", ["search_docs.json", "lunr.zh.min.js"])
def test_what_does_not_arrive_is_asked_for_again(browser: Browser, part: str) -> None:
    context = browser.new_context()
    asked: list[str] = []

    def fail_once(route: Route) -> None:
        asked.append(part)
        if len(asked) == 1:
            route.abort()
        else:
            route.continue_()

    context.route(f"**/{part}", fail_once)
    page = context.new_page()
    page.goto(address("zh"))
    page.locator(".md-search__input").click()
    page.keyboard.insert_text("死锁")
    page.keyboard.press("Shift")  # no other key comes that would ask again
    expect(page.locator(".md-search-result__item mark").first).to_have_text("死锁")
    assert len(asked) == 2
    context.close()


def test_a_word_that_is_nowhere_is_said_to_be_nowhere(reader: Reader) -> None:
    page = reader.open("en")
    page.locator(".md-search__input").click()
    type_key_by_key(page, "zebra")
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")


def test_what_comes_without_a_key_is_looked_for(reader: Reader) -> None:
    """Pasted from a menu, spoken, drawn with a finger."""
    page = reader.open("zh")
    page.locator(".md-search__input").click()
    page.keyboard.insert_text("死锁")
    expect(page.locator(".md-search-result__item mark").first).to_have_text("死锁")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "maxsize"), ("en", "my pool swallows exceptions"), ("zh", "异常")],
)
def test_a_result_is_a_heading_and_some_lines(
    reader: Reader, language: str, words: str, width: int
) -> None:
    """Whether its section begins with a program, a list or a table."""
    page = reader.open(language, width=width)
    if width < 960:
        page.locator("label.md-header__button[for=__search]").click()
    else:
        page.locator(".md-search__input").click()
    page.keyboard.insert_text(words)
    articles = page.locator(".md-search-result__article")
    expect(articles.nth(4)).to_be_attached()
    heights = articles.evaluate_all("all => all.map((one) => one.offsetHeight)")
    assert max(heights) < 140, heights
