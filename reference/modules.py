"""What a run has of the standard library; a test holds modules.yml against the engine."""

from __future__ import annotations

from typing import Any

from reference.common import Place, load

WORKS, PART, REFUSED = "works", "part", "refused"


def status(entry: dict[str, Any]) -> str:
    """Of a module: do all calls of its entry print, some, or none?"""
    printing = ["prints" in call for call in entry["calls"]]
    return WORKS if all(printing) else PART if any(printing) else REFUSED


def lines(entry: dict[str, Any]) -> list[str]:
    """What its refused calls say, each once, without the type of the error."""
    said = (call["says"].partition(": ")[2] for call in entry["calls"] if "says" in call)
    return list(dict.fromkeys(said))


def part(name: str, place: Place) -> str:
    """Markdown: the names of the modules that work, or a table of the others and what they say."""
    entries = [entry for entry in load("modules") if status(entry) == name]
    if not entries:
        raise LookupError(f"{name}: no module of modules.yml")
    if name == WORKS:
        return place.choose("、", ", ").join(f"`{entry['module']}`" for entry in entries)
    rows = [place.choose("| 模块 | 它说 |", "| Module | It says |"), "|---|---|"]
    for entry in entries:
        said = "<br>".join(f"`{line}`" for line in lines(entry))
        rows.append(f"| `{entry['module']}` | {said} |")
    return "\n".join(rows)
