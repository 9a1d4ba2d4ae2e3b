"""How long each page of a chapter takes to read, beside what it took before it was divided.

`keep(REVISION)` measures the pages of a revision and stores that in reference/lengths.json. Knows
no page but by its text; what is counted is what is read: no code, no addresses, no markers.
"""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass
from typing import Any

from playground.catalogue import ROOT
from sitebuild.languages import DOCS, LANGUAGES, MAIN, by_code, said
from sitebuild.sections.reference.common import (
    DATA,
    IN_DEPTH,
    Place,
    chapters,
    page_link,
    pages_of,
    title,
)

BEFORE = DATA / "lengths.json"

# What a main page may have, beside the units that words/<language>.yml allows.
MOST_PROGRAMS = 8
MINUTES = 10

PROGRAM = 1 / 3  # of a minute, to look through one

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_CODE = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
_UNREAD = re.compile(r"<!--.*?-->|(?<=\])\([^)\s]*\)|\{[^}\n]*\}|<[^>\n]+>")


@dataclass(frozen=True)
class Length:
    """`units` are what a language counts: words or characters."""

    units: int
    programs: int
    language: str

    @property
    def minutes(self) -> float:
        return float(self.units / words(self.language)["pace"] + self.programs * PROGRAM)

    def __add__(self, other: Length) -> Length:
        return Length(self.units + other.units, self.programs + other.programs, self.language)

    @property
    def cells(self) -> str:
        return f"{self.units} | {self.programs} | {self.minutes:.0f}"


def words(language: str) -> dict[str, Any]:
    """What a language says of lengths: what it counts, how fast that is read, how much may be."""
    found: dict[str, Any] = by_code(language).words["tables"]["lengths"]
    return found


def of(text: str, language: str) -> Length:
    """The length of a page as its author wrote it."""
    programs = len(re.findall(r'^ *```.*title="\w+\.py"', text, re.MULTILINE))
    read = _UNREAD.sub(" ", _CODE.sub("", _FRONT.sub("", text)))
    return Length(len(re.findall(words(language)["unit"], read)), programs, language)


def divided() -> list[str]:
    """The slugs of the chapters that have a second page, in the order of the site."""
    nav = (ROOT / MAIN.configuration).read_text("utf8").partition("\nnav:\n")[2]
    return re.findall(rf"{IN_DEPTH}(\w+)\.md", nav)


def table(name: str, place: Place) -> str:
    """Each chapter before, and its two pages now; `name` is "all"."""
    if name != "all":
        raise LookupError(f"no lengths of {name}")
    language, of_lengths = place.language, words(place.language)
    kept = said(json.loads(BEFORE.read_text("utf8")), language)
    columns = [one.format(part) for part in of_lengths["parts"] for one in of_lengths["columns"]]
    lines = [
        f"| {of_lengths['chapter']} | {' | '.join(columns)} |",
        "|---|" + "---|" * len(columns),
    ]
    total = [Length(0, 0, language)] * 3
    for slug in divided():
        main, depth = pages_of(slug)
        now = [of((DOCS / language / path).read_text("utf8"), language) for path in (main, depth)]
        row = [Length(kept[slug][0], kept[slug][1], language), *now]
        total = [one + more for one, more in zip(total, row, strict=True)]
        link = page_link(main, title(language, main), place)
        lines.append(f"| {link} | {' | '.join(one.cells for one in row)} |")
    lines.append(f"| {of_lengths['all']} | {' | '.join(one.cells for one in total)} |")
    return "\n".join(lines)


def keep(revision: str) -> None:
    """Measure the chapters of a revision, in which each had one page."""
    kept: dict[str, dict[str, list[int]]] = {one.code: {} for one in LANGUAGES}
    for language, lengths in kept.items():
        for slug in divided():
            path = f"{revision}:docs/{language}/{chapters()[slug]}"
            shown = subprocess.run(["git", "show", path], cwd=ROOT, capture_output=True, check=True)
            length = of(shown.stdout.decode("utf8"), language)
            lengths[slug] = [length.units, length.programs]
    BEFORE.write_text(json.dumps(kept, indent=1) + "\n", "utf8")
