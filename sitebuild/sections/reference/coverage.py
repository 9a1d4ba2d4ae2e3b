"""What this site and its peers have, topic by topic; the data is in coverage.yml."""

from __future__ import annotations

from typing import Any

from playground import catalogue
from playground.exercises import exercises
from sitebuild.sections.reference.common import Place, heading, in_language, load, page_link

SIGNS = {"+": "●", "o": "○", "-": "–"}


def data() -> dict[str, Any]:
    found: dict[str, Any] = load("coverage")
    return found


def part(name: str, place: Place) -> str:
    """The `table`, the `peers` with their addresses, or the `figures` of this site."""
    words = place.words["coverage"]
    if name == "figures":
        return str(words["count"]).format(len(catalogue.programs()), len(exercises()))
    if name == "peers":
        lines = []
        for peer in data()["peers"]:
            link = f"[{place.said(peer)}]({in_language(peer['url'], place)})"
            lines.append(f"- {peer['id']}{place.words['colon']}{link}")
        return "\n".join(lines)
    if name != "table":
        raise LookupError(f"no part {name} of the comparison")
    ids = [peer["id"] for peer in data()["peers"]]
    lines = [
        f"| {words['topic']} | {words['here']} | {' | '.join(ids)} |",
        "|---|---|" + "---|" * len(ids),
    ]
    for topic in data()["topics"]:
        links = [page_link(target, heading(target, place), place) for target in topic["here"]]
        here = f"{SIGNS['+']} {place.words['list'].join(links)}"
        marks = " | ".join(SIGNS[mark] for mark in topic["marks"])
        lines.append(f"| {place.said(topic)} | {here} | {marks} |")
    return "\n".join(lines)
