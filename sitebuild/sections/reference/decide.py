"""The decision page, "I want to ... -> use ...": its rows are in decide.yml."""

from __future__ import annotations

from typing import Any

from sitebuild.sections.reference.common import Place, load, page_link, program_link, title


def groups() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = load("decide")
    return found


def table(name: str, place: Place) -> str:
    """All groups, each with its heading and a table; or the table of one group."""
    if name == "all":
        parts = []
        for group in groups():
            parts.append(f"## {place.said(group)} {{ #{group['id']} }}")
            parts.append(_rows(group, place))
        return "\n\n".join(parts)
    for group in groups():
        if group["id"] == name:
            return _rows(group, place)
    raise LookupError(f"no group of decisions {name}")


def _rows(group: dict[str, Any], place: Place) -> str:
    want, use, see, program = place.words["decide"]
    lines = [f"| {want} | {use} | {see} | {program} |", "|---|---|---|---|"]
    for row in group["rows"]:
        said = place.said(row)
        path = row["page"].partition("#")[0]
        link = page_link(row["page"], title(place.language, path), place)
        lines.append(
            f"| {said['want']} | {said['use']} | {link} | {program_link(row['program'], place)} |"
        )
    return "\n".join(lines)
