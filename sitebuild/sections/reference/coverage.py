"""What this site and its peers have, topic by topic; the data is in coverage.yml."""

from __future__ import annotations

from typing import Any

from playground import catalogue
from playground.exercises import exercises
from sitebuild.sections.reference.common import Place, heading, in_language, load, page_link

SIGNS = {"+": "●", "o": "○", "-": "–"}

_WORDS = {
    "zh": {
        "topic": "内容",
        "here": "本站",
        "colon": "：",
        "and": "、",
        "figures": "现在有 {} 个程序，{} 个自己检查的练习。",
    },
    "en": {
        "topic": "Topic",
        "here": "Here",
        "colon": ": ",
        "and": ", ",
        "figures": "There are {} programs now, and {} exercises that check themselves.",
    },
}


def data() -> dict[str, Any]:
    found: dict[str, Any] = load("coverage")
    return found


def part(name: str, place: Place) -> str:
    """The `table`, the `peers` with their addresses, or the `figures` of this site."""
    words = _WORDS[place.language]
    if name == "figures":
        return words["figures"].format(len(catalogue.programs()), len(exercises()))
    if name == "peers":
        lines = []
        for peer in data()["peers"]:
            link = f"[{peer[place.language]}]({in_language(peer['url'], place)})"
            lines.append(f"- {peer['id']}{words['colon']}{link}")
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
        here = f"{SIGNS['+']} {words['and'].join(links)}"
        marks = " | ".join(SIGNS[mark] for mark in topic["marks"])
        lines.append(f"| {topic[place.language]} | {here} | {marks} |")
    return "\n".join(lines)
