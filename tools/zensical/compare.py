"""What one built site has and another lacks, counted by what a reader would miss."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from bench.sites import FOLDERS
from sitebuild.sections import reference

# What is counted on each page, by what makes it.
SELECTORS = {
    "headings with an id": "article :is(h1, h2, h3, h4)[id]",
    "code blocks": "article .highlight pre",
    "lines of code that are coloured": "article .highlight pre span[class]",
    "boxes (admonitions)": "article .admonition, article details",
    "tables": "article table",
    "links within an article": "article a[href]",
    "programs with Run (hook programs.py)": "section.program",
    "recorded outputs (hook programs.py)": ".program-output",
    "timelines (hook timelines.py)": "figure.timeline-rest",
    "drawings (hook drawings.py)": "figure.drawing svg",
    "exercises (hook exercises.py)": "section.exercise",
    "script of the playground (hook playground.py)": 'script[src*="playground"]',
    "link to the other language (hook languages.py)": "a[hreflang], link[hreflang]",
    "style sheets of ours": 'link[rel=stylesheet]:is([href*="/all."], [href*="/site."])',
    "search box": '[data-md-component="search"]',
    "description": 'meta[name="description"]',
}


def pages(site: Path) -> dict[str, Path]:
    """Address -> file of each page."""
    found = sorted(site.rglob("index.html"))
    return {file.parent.relative_to(site).as_posix(): file for file in found}


def counted(files: dict[str, Path]) -> Counter[str]:
    total: Counter[str] = Counter()
    for file in files.values():
        tree = LexborHTMLParser(file.read_bytes())
        for what, selector in SELECTORS.items():
            total[what] += len(tree.css(selector))
    return total


def markers(files: dict[str, Path]) -> int:
    """What a hook would have filled in, left as a comment."""
    kinds = [*reference.KINDS, "drawing", "exercise"]
    texts = [file.read_text("utf8") for file in files.values()]
    return sum(text.count(f"<!-- {kind}: ") for text in texts for kind in kinds)


def ids(files: dict[str, Path]) -> dict[str, list[str]]:
    return {
        address: [
            str(node.attributes["id"])
            for node in LexborHTMLParser(file.read_bytes()).css(SELECTORS["headings with an id"])
        ]
        for address, file in files.items()
    }


def entries(site: Path, folder: str) -> int:
    """Entries of the search's index, under the name that each has for it."""
    for name, key in (("search/search_docs.json", "docs"), ("search.json", "items")):
        file = site / folder / name
        if file.is_file():
            found = json.loads(file.read_text("utf8"))
            return len(found[key])
    file = site / folder / "search" / "search_index.json"
    return len(json.loads(file.read_text("utf8"))["docs"]) if file.is_file() else 0


def report(ours: Path, theirs: Path) -> str:
    one, other = pages(ours), pages(theirs)
    missing = sorted(one.keys() - other.keys())
    lines = ["## What differs\n", "| | Material | Zensical |", "|---|---|---|"]

    def row(what: str, count: Callable[[Path], int]) -> None:
        lines.append(f"| {what} | {count(ours)} | {count(theirs)} |")

    row("pages", lambda site: len(pages(site)))
    here, there = counted(one), counted(other)
    lines += [f"| {what} | {here[what]} | {there[what]} |" for what in SELECTORS]
    lines.append(f"| markers that no hook filled in | {markers(one)} | {markers(other)} |")
    for language, folder in FOLDERS.items():
        row(f"entries of the search, {language}", lambda site, f=folder: entries(site, f))  # type: ignore[misc]
    row("programs to download", lambda site: len(list(site.rglob("programs/*/*.py"))))
    row("page for what is missing (404.html)", lambda site: len(list(site.glob("404.html"))))
    lines.append("\nPages that are missing: " + (", ".join(missing) or "none") + ".")
    mine, that = ids(one), ids(other)
    other_ids = [a for a in sorted(one.keys() & other.keys()) if mine[a] != that[a]]
    lines.append("\nPages whose headings have other ids: " + (", ".join(other_ids) or "none") + ".")
    return "\n".join(lines)
