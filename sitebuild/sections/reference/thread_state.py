"""What becomes of all that CPython keeps for a thread; a test holds thread_state.yml to it."""

from __future__ import annotations

from sitebuild.sections.reference.common import Place, load, refusals

REFUSED = "refused"


def part(name: str, place: Place) -> str:
    """Markdown: the fields of which that is so, or a table of those refused and what is said."""
    entries = [entry for entry in load("thread_state") if entry["is"] == name.replace("-", " ")]
    if not entries:
        raise LookupError(f"{name}: no field of thread_state.yml")
    if name == REFUSED:
        return refusals(
            place.words["thread_state"], {entry["field"]: entry["shows"] for entry in entries}
        )
    return str(place.words["list"]).join(f"`{entry['field']}`" for entry in entries)
