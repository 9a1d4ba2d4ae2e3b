"""What `make bench PARTS=timings` timed, as Markdown with bars: timings.yml names what was timed.

Knows nothing of how one is measured.
"""

from __future__ import annotations

from typing import Any

from sitebuild.languages import by_code, said
from sitebuild.sections.reference.common import Place, load, measured
from sitebuild.sections.reference.figures import number


def part(name: str, place: Place) -> str:
    """One group as a table, or `machine`: the sentence on where and how all was measured."""
    return machine(place.language) if name == "machine" else table(name, place.language)


def machine(language: str) -> str:
    told = measured("timings")
    words = by_code(language).words["tables"]["timings"]
    pythons = str(words["joint"]).join(
        told["pythons"][one] for one in sorted(told["pythons"], key=_number)
    )
    low, high = sorted(told["load"])
    text = str(words["measured"]) + str(words["priority"] if told["priority"] else "")
    return text.format(
        **told["machine"],
        date=told["date"],
        rounds=told["rounds"],
        pythons=pythons,
        low=low,
        high=high,
    ).strip()


def _number(version: str) -> tuple[int, ...]:
    return (*map(int, version.rstrip("t").split(".")), int(version.endswith("t")))


def table(name: str, language: str) -> str:
    """LookupError where there is no such group. A row for each thing, a bar for each Python."""
    if name not in load("timings"):
        raise LookupError(f"no group {name} of the timings")
    named, words = load("timings")[name], by_code(language).words["tables"]["timings"]
    found = measured("timings")["groups"].get(name, {})
    versions = sorted(measured("timings")["pythons"], key=_number)
    most = max(three[0] for row in found.values() for three in row.values())
    unit = named["unit"] if isinstance(named["unit"], str) else said(named["unit"], language)
    title = str(words["title"]).format(said(named, language), unit)
    heads = " | ".join(f"{words['python']} {version}" for version in versions)
    lines = [f"| {title} | {heads} |", "|---|" + "---|" * len(versions)]
    for row, names in named["rows"].items():
        cells = [_cell(found.get(row, {}).get(version), most, words) for version in versions]
        lines.append(f"| {said(names, language)} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(three: list[float] | None, most: float, words: dict[str, Any]) -> str:
    """The median with its bar, as long as it is a part of the table's highest, and the spread."""
    if three is None:
        return str(words["none"])
    median, low, high = (number(value) for value in three)
    spread = str(words["spread"]).format(low, high)
    size = f'value="{three[0]:.6g}" max="{most:.6g}"'
    bar = f'<progress class="timing" aria-hidden="true" {size}></progress>'
    return f"{bar}**{median}**<br><small>{spread}</small>"
