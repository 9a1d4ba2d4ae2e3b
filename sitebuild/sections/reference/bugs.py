"""Bugs that public libraries had, and how the engine finds them, as a Markdown table: bugs.json
holds what was measured, bugs.yml says what each is. Knows nothing of how one is measured."""

from __future__ import annotations

import re
from typing import Any

from sitebuild.languages import by_code, said
from sitebuild.sections.reference.common import Place, load, measured

REPORT = re.compile(r"https://github\.com/[\w.-]+/([\w.-]+)/(?:issues|pull)/(\d+)")


def part(name: str, place: Place) -> str:
    """What the marker stands for: the table, or the sentence that counts it."""
    if name == "table":
        return table(place.language)
    if name == "count":
        return count(place.language)
    raise LookupError(f"bugs: no {name}")


def count(language: str) -> str:
    words = by_code(language).words["tables"]["bugs"]
    found = measured("bugs").values()
    return str(words["count"]).format(
        bugs=len(found),
        failed=sum(one["failure"] is not None for one in found),
        ordered=sum(one["runs"] is not None for one in found),
        seen=sum(bool(one["usual"]["races"] or one["usual"]["lock_orders"]) for one in found),
        exhausted=sum(one["cure"]["exhausted"] for one in found),
        accused=sum(one["cure"]["accused"] for one in found),
    )


def table(language: str) -> str:
    words = by_code(language).words["tables"]["bugs"]
    head = words["head"]
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    lines += [_row(name, one, language, words) for name, one in load("bugs").items()]
    return "\n".join(lines)


def _row(name: str, told: dict[str, Any], language: str, words: dict[str, Any]) -> str:
    one = measured("bugs")[name]
    usual, cure = one["usual"], one["cure"]
    seen = [words[key] for key in ("races", "lock_orders") if usual[key]]
    cells = [
        f"{said(told['kind'], language)}<br>[{_label(told['source'])}]({told['source']})",
        said(told["fault"], language),
        _failure(one, words),
        _count(one["runs"], words),
        words["joint"].join(seen) or words["nothing"],
        str(words["all" if cure["exhausted"] else "some"]).format(cure["orders"]),
    ]
    return f"| {' | '.join(cells)} |"


def _failure(one: dict[str, Any], words: dict[str, Any]) -> str:
    if one["failure"] is None:
        return str(words["not_found"]).format(one["schedules"])
    kind = one["failure"].removeprefix("raised ")
    shown = words["deadlock"] if kind == "deadlock" else f"`{kind}`"
    return str(words["after"]).format(kind=shown, schedules=one["schedules"])


def _count(runs: int | None, words: dict[str, Any]) -> str:
    return str(words["nothing"]) if runs is None else str(runs)


def _label(url: str) -> str:
    found = REPORT.fullmatch(url)
    if found is None:
        raise LookupError(f"{url}: no report on GitHub")
    return f"{found[1]} #{found[2]}"
