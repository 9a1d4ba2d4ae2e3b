"""The looks that come with the scripts that act are needed by no page before."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from sitebuild.theme.classes import ACTING
from tests.browser.served_site import FOLDERS, PAGES

COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)
RULES = re.compile(r"([^{}@;]+)\{[^{}]*\}")
#: What cannot be asked of a page at rest: parts that a style makes, and what a pointer does.
STATES = re.compile(r":is\(:hover, :focus-visible\)|::?(?:before|after)|:focus\b")


def selectors() -> list[str]:
    plain = COMMENTS.sub("", ACTING.read_text("utf8"))
    return [STATES.sub("", found.strip()) for found in RULES.findall(plain)]


def test_there_are_rules() -> None:
    found = selectors()
    assert len(found) > 100
    assert ".pg-none" in found and ".stepper-tools" in found


@pytest.mark.parametrize("language", FOLDERS)
def test_no_page_at_rest_has_what_they_are_for(site: Path, language: str) -> None:
    needed = set()
    for path in PAGES:
        html = (site / FOLDERS[language] / path / "index.html").read_bytes()
        page = LexborHTMLParser(html)
        needed |= {(one, path) for one in selectors() if page.css_first(one) is not None}
    assert not needed
