"""The decision page, "I want to ... -> use ...": its rows are in decide.yml."""

from __future__ import annotations

from typing import Any

from sitebuild.sections.reference.common import Place, load, page_link, program_link, title

_WORDS = {
    "zh": ("我想……", "用……", "程序", "见"),
    "en": ("I want to ...", "Use ...", "Program", "See"),
}


def groups() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = load("decide")
    return found


def table(name: str, place: Place) -> str:
    """All groups, each with its heading and a table; or the table of one group."""
    if name == "all":
        parts = []
        for group in groups():
            parts.append(f"## {group[place.language]} {{ #{group['id']} }}")
            parts.append(_rows(group, place))
        return "\n\n".join(parts)
    for group in groups():
        if group["id"] == name:
            return _rows(group, place)
    raise LookupError(f"no group of decisions {name}")


def _rows(group: dict[str, Any], place: Place) -> str:
    want, use, program, see = _WORDS[place.language]
    lines = [f"| {want} | {use} | {see} | {program} |", "|---|---|---|---|"]
    for row in group["rows"]:
        said = row[place.language]
        path = row["page"].partition("#")[0]
        link = page_link(row["page"], title(place.language, path), place)
        lines.append(
            f"| {said['want']} | {said['use']} | {link} | {program_link(row['program'], place)} |"
        )
    return "\n".join(lines)
