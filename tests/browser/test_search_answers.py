"""What readers ask, and the messages that they paste, lead to the section that answers them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests import answers
from tests.browser.conftest import Reader
from tests.browser.served_site import FOLDERS, address


def first_result(page: Page, typed: str) -> list[str]:
    """Where the links of the first result go: the page, then its sections, best first."""
    box, results = page.locator(".md-search__input"), page.locator(".md-search-result__item")
    for text, there in (("", 0), (typed, 1)):  # emptied in between, so that no old result is read
        box.fill(text)
        box.press("Shift")
        expect(results.first).to_be_visible() if there else expect(results).to_have_count(0)
    links = results.first.locator("a").evaluate_all("all => all.map((link) => link.href)")
    return [link.partition("?")[0] + "#" * ("#" in link) + link.partition("#")[2] for link in links]


def searching(reader: Reader, language: str) -> Page:
    page = reader.open(language)
    page.locator(".md-search__input").click()
    return page


@pytest.mark.parametrize("language", FOLDERS)
def test_each_question_finds_its_answer_first(reader: Reader, language: str) -> None:
    page = searching(reader, language)
    wrong = []
    for typed, leads_to in answers.asked(language):
        found = first_result(page, typed)
        path, _, section = leads_to.partition("#")
        wanted = [address(language, path)] + ([address(language, leads_to)] if section else [])
        if found[: len(wanted)] != wanted:
            wrong.append(f"{typed}\n    wanted {wanted}\n    found  {found[:3]}")
    assert not wrong, "\n".join(wrong)


def test_signs_and_numbers_end_no_search(reader: Reader) -> None:
    """Some are operators of lunr's, and a number made it fail; `reader` hears it complain."""
    page = searching(reader, "zh")
    for typed in ("1", "12", "lock:", "-lock", "+lock ~", 'lock^ "rlock'):
        assert first_result(page, typed)
    first_result(page, "返回值")  # sought to its last character
    expect(page.locator(".md-search-result__item mark").first).to_have_text("返回值")
