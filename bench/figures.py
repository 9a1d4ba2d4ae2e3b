"""Keeps what a benchmark found in reference/figures.json, from where the site's page takes it."""

from __future__ import annotations

import datetime
import json
import os
import platform
from dataclasses import dataclass
from typing import Any

from sitebuild.sections.reference import figures as page
from sitebuild.sections.reference.common import load, measured, measured_file


class CannotMeasure(Exception):
    """What has to be installed or fixed first, in one line."""


@dataclass(frozen=True)
class Figure:
    """`id` is a row of reference/figures.yml, `of` which one of several, `beside` the peer's."""

    id: str
    here: float | list[int]
    beside: float | list[int] | None = None
    of: str = ""


def machine() -> dict[str, str | int]:
    return {
        "cores": os.cpu_count() or 1,
        "kind": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
    }


def keep(part: str, found: list[Figure]) -> None:
    """Put them in the place of those of the same name, or of all of a row that is measured whole:
    what is not there any more goes. Those of another machine go as well."""
    named = load("figures")[part]["rows"]
    if strange := sorted({one.id for one in found} - named.keys()):
        raise LookupError(f"reference/figures.yml does not name {part}: {', '.join(strange)}")
    whole = dict(measured("figures"))
    old = whole.get(part, {})
    kept = old["figures"] if old.get("machine") == machine() else []
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    new = {(one.id, one.of): _row(one, today) for one in found}
    whole_again = {one.id for one in found if named[one.id].get("together")}
    left = (one for one in kept if one["id"] not in whole_again)
    merged = {(one["id"], one.get("of", "")): one for one in left} | new
    order = list(named)
    rows = sorted(merged.values(), key=lambda one: order.index(one["id"]))  # stable within a kind
    whole[part] = {"machine": machine(), "figures": rows}
    store("figures", {name: whole[name] for name in load("figures") if name in whole})


def store(name: str, whole: dict[str, Any]) -> None:
    """Put it into reference/ in the place of what was measured before, or leave all as it was."""
    file = measured_file(name)
    partial = file.with_suffix(".part")
    partial.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", "utf8")
    partial.replace(file)
    measured.cache_clear()


def _row(one: Figure, today: str) -> dict[str, object]:
    row: dict[str, object] = {"id": one.id}
    if one.of:
        row["of"] = one.of
    row["here"] = _rounded(one.here)
    if one.beside is not None:
        row["beside"] = _rounded(one.beside)
    return row | {"date": today}


def _rounded(value: float | list[int]) -> float | list[int]:
    return value if isinstance(value, list) else float(f"{value:.4g}")


def report(part: str) -> str:
    """The part in Markdown, with all that was kept of it."""
    return f"## {load('figures')[part]['en']}\n\n{page.table(part, 'en', detail=True)}\n"
