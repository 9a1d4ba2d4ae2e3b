"""No page may bar anyone: axe-core's rules and the width of a phone, on every page.

The pages that hold one of each thing are looked at in both languages and all four looks, colours
included. All others share their style sheet, and the twins of a page its structure (tests/pages see
to that): there axe takes one of the two, turn about, a Chinese one on a light screen or an English
one on a dark phone.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Reader, set_scheme, violations
from tests.browser.playground import turn_to
from tests.browser.probes import probe
from tests.browser.served_site import CHAPTERS, FOLDERS, PAGES

LOOKS = [(1280, "light"), (390, "dark"), (390, "light"), (1280, "dark")]
LOOK_OF = {"zh": LOOKS[0], "en": LOOKS[1]}
IN_ALL_LOOKS = ["", CHAPTERS[0], "reference/glossary/"]

# A token of a kind that was seen before has the same colours: axe need not measure it again.
ONE_TOKEN_OF_EACH_KIND = probe("one_token_of_each_kind")


@pytest.fixture(scope="module")
def somebody(browser: Browser) -> Iterator[Reader]:
    someone = Reader(browser)
    yield someone
    someone.close()


@pytest.fixture
def tab(somebody: Reader, language: str, path: str) -> Iterator[Page]:
    """The page, in one tab for all of a language, turned as a reader turns them: in a new tab the
    browser compiles the scripts and axe each time anew, which is most of the cost."""
    if language not in somebody.tabs:
        somebody.tabs[language] = somebody.open(language)
    tab = somebody.tabs[language]
    tab.set_viewport_size({"width": 1280, "height": 800})
    tab.emulate_media(color_scheme="light")
    turn_to(tab, path)
    yield tab
    somebody.complain()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", FOLDERS)
def test_axe_finds_nothing_and_a_phone_is_wide_enough(tab: Page, language: str, path: str) -> None:
    faults = []
    sample = path in IN_ALL_LOOKS
    its_turn = language == list(FOLDERS)[PAGES.index(path) % 2]
    if sample or its_turn:
        tab.evaluate(ONE_TOKEN_OF_EACH_KIND)
    for width, scheme in LOOKS if sample else [LOOK_OF[language]] if its_turn else []:
        tab.set_viewport_size({"width": width, "height": 800})
        set_scheme(tab, scheme)
        found = violations(tab, contrast=sample)
        faults += [f"{width} px, {scheme}: {one}" for one in found]
    for width in (1280, 390):
        tab.set_viewport_size({"width": width, "height": 800})
        across = tab.evaluate("document.documentElement.scrollWidth")
        if across > width:
            faults.append(f"{width} px: the page is {across} px wide and scrolls sideways")
    assert not faults, "\n".join(faults)
