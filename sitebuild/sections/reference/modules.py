"""What a run has of the standard library; a test holds modules.yml against the engine."""

from __future__ import annotations

from typing import Any

from sitebuild.sections.reference.common import Place, load, refusals

WORKS, PART, REFUSED = "works", "part", "refused"


def status(entry: dict[str, Any]) -> str:
    """Of a module: do all calls of its entry print, some, or none?"""
    printing = ["prints" in call for call in entry["calls"]]
    return WORKS if all(printing) else PART if any(printing) else REFUSED


def part(name: str, place: Place) -> str:
    """Markdown: the names of the modules that work, or a table of the others and what they say."""
    entries = [entry for entry in load("modules") if status(entry) == name]
    if not entries:
        raise LookupError(f"{name}: no module of modules.yml")
    if name == WORKS:
        return str(place.words["list"]).join(f"`{entry['module']}`" for entry in entries)
    return refusals(place.words["modules"], {entry["module"]: entry["calls"] for entry in entries})
