"""What people type leads to the page that answers it (tests/queries.yml)."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from playground import catalogue
from tests.browser.conftest import Reader
from tests.browser.served_site import FOLDERS, address
from tests.browser.test_search_answers import first_result, searching

QUERIES: dict[str, list[tuple[str, str]]] = catalogue.read_yaml(
    Path(__file__).parent.with_name("queries.yml")
)
FIRST = 0.9  # of a language's queries have their page first; all have it among the first three


def places(page: Page, language: str, typed: str) -> list[str]:
    """The pages that are shown, best first, as paths within the language."""
    first_result(page, typed)
    links = page.locator(".md-search-result__item > a:first-child, .md-search-result__item a")
    urls = links.evaluate_all("all => all.map((link) => link.href.replace(/[?#].*/, ''))")
    return [url.removeprefix(address(language)) for url in dict.fromkeys(urls)]


@pytest.mark.parametrize("language", FOLDERS)
def test_people_find_what_they_seek(reader: Reader, language: str) -> None:
    page = searching(reader, language)
    found = {typed: places(page, language, typed) for typed, _ in QUERIES[language]}
    missed = {t: found[t][:3] for t, wanted in QUERIES[language] if wanted not in found[t][:3]}
    assert missed == {}
    second = {t: found[t][:3] for t, wanted in QUERIES[language] if wanted != found[t][0]}
    assert len(QUERIES[language]) == 50
    assert len(second) <= (1 - FIRST) * 50, second


def test_a_word_is_not_the_beginning_of_another(reader: Reader) -> None:
    """Hosting tells of a mirror in mainland China."""
    page = searching(reader, "en")
    assert "reference/hosting/" not in places(page, "en", "main")
    assert places(page, "en", "mainland") == ["reference/hosting/"]
    assert "locks/deadlock/" in places(page, "en", "deadl")  # no word: somebody still types


def test_a_heading_outranks_mentions_however_many(reader: Reader) -> None:
    page = searching(reader, "en")
    assert places(page, "en", "event")[0] == "coordination/event/"
    assert places(page, "en", "queue")[0] == "queues/queue/"
    assert places(page, "en", "lock")[0] == "locks/lock/"


@pytest.mark.parametrize("language", FOLDERS)
def test_two_slips_of_typing_are_forgiven(reader: Reader, language: str) -> None:
    """Each word of the site's own terms, with a letter left out and two that are swapped."""
    page = searching(reader, language)
    for word in ("semaphore", "deadlock", "condition", "executor", "asyncio", "barrier"):
        slipped = word[:2] + word[3:-2] + word[-1] + word[-2]
        assert places(page, language, slipped)[:1] == places(page, language, word)[:1], slipped
