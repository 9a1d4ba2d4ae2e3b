"""The theme is known in its own room alone: another one would be another content of that room."""

from __future__ import annotations

import re

import pytest

from playground.catalogue import ROOT

ROOM = ROOT / "sitebuild" / "theme"
ROOMS = ("playground", "sitebuild", "snippets", "exercises")
CODE = {".py", ".ts", ".js", ".mjs", ".css", ".html"}
#: Material's names for what stands on a page: classes, attributes, variables, what it stores.
ITS_NAMES = re.compile(r"\bmd-[a-z]|--md-|\bdata-md|\bmdColor|__palette")


def known(text: str) -> bool:
    return ITS_NAMES.search(text) is not None


@pytest.mark.parametrize(
    "line",
    [
        'link.className = "md-button"',
        "color: var(--md-default-fg-color)",
        "document.body.dataset.mdColorScheme",
        '<body data-md-color-primary="teal">',
        'localStorage["/.__palette"]',
    ],
)
def test_a_name_of_the_themes_is_seen(line):
    assert known(line)


def test_no_other_room_knows_the_theme():
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*") if path.suffix in CODE]
    others = [path for path in files if not path.is_relative_to(ROOM)]
    assert len(others) > 300
    assert [str(one.relative_to(ROOT)) for one in others if known(one.read_text("utf8"))] == []
