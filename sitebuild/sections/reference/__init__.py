"""The reference pages: what each is made from, and how it becomes Markdown.

One data file for each page; `expand()` is all that the site and the tests call. A marker on a line
of its own, `<!-- kind: name -->`, stands for what a kind makes of the name.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sitebuild.sections.reference import (
    api,
    arrivals,
    bugs,
    common,
    coverage,
    decide,
    figures,
    hosting,
    lengths,
    modules,
    programs,
    thread_state,
    timings,
    versions,
)
from sitebuild.sections.reference.common import Place

__all__ = ["Place", "expand", "forget"]

KINDS: dict[str, Callable[[str, Place], str]] = {
    "version": versions.one,
    "versions": versions.group,
    "programs": programs.index,
    "decisions": decide.table,
    "coverage": coverage.part,
    "api": api.sheet,
    "arrivals": arrivals.graph,
    "bugs": bugs.part,
    "figures": figures.part,
    "hosting": hosting.shown,
    "lengths": lengths.table,
    "modules": modules.part,
    "thread-state": thread_state.part,
    "timings": timings.part,
}


def forget() -> None:
    """`mkdocs serve` lives on while the files change."""
    pages = (common.written, common.chapters, common.page_with, common.title, common.headings)
    for kept in (common.load, common.measured, *pages):
        kept.cache_clear()


MARK = re.compile(rf"^( *)<!-- ({'|'.join(KINDS)}): ([\w.-]+) -->$", re.MULTILINE)


def expand(markdown: str, place: Place) -> str:
    """The page's Markdown with each marker replaced. LookupError names what there is not."""

    def fill(mark: re.Match[str]) -> str:
        made = KINDS[mark[2]](mark[3], place)
        return "\n".join(mark[1] + line if line else line for line in made.splitlines())

    return MARK.sub(fill, markdown)
