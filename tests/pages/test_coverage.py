"""The comparison with other tutorials: complete, and each mark of this site leads somewhere."""

from __future__ import annotations

import pytest

from sitebuild import pages
from sitebuild.pages import Page
from sitebuild.sections.reference import coverage
from tests.every import every

DATA = coverage.data()


@every("topic", DATA["topics"], lambda topic: str(topic["en"]))
def test_a_topic_has_a_place_here_and_a_mark_for_each_peer(topic):
    assert len(topic["marks"]) == len(DATA["peers"])
    assert set(topic["marks"]) <= coverage.SIGNS.keys()
    assert topic["here"], "nothing that a peer has may be missing here"
    for target in topic["here"]:
        path, _, anchor = target.partition("#")
        for language in pages.CONFIGS:
            assert f"{{ #{anchor} }}" in Page(language, path).written, target


def test_no_topic_and_no_peer_is_there_twice():
    for language in pages.CONFIGS:
        for things in (DATA["topics"], DATA["peers"]):
            names = [thing[language] for thing in things]
            assert len(set(names)) == len(names)


@pytest.mark.parametrize("language", pages.CONFIGS)
def test_the_page_shows_the_table(language):
    text = Page(language, "reference/how_it_is_made.md").text
    rows = [line for line in text.splitlines() if line.startswith("| ") and "| ● [" in line]
    assert len(rows) == len(DATA["topics"])
