"""What `make bench` measured, as Markdown: figures.json holds the figures, figures.yml names them.

Knows nothing of how one is measured.
"""

from __future__ import annotations

from typing import Any

from sitebuild.languages import by_code, said
from sitebuild.sections.reference.common import Place, load, measured


def part(name: str, place: Place) -> str:
    """The table of one part of the benchmark, as the page shows it."""
    made = table(name, place.language)
    return f"**{place.said(load('figures')[name])}**{place.words['stop']}{made}"


def table(name: str, language: str, *, detail: bool = False) -> str:
    """LookupError where there is no such part; `detail`: what only a terminal shows, too."""
    words = by_code(language).words["tables"]["figures"]
    if name not in load("figures"):
        raise LookupError(f"no part {name} of the figures")
    named = load("figures")[name]["rows"]
    mix = load("figures")[name].get("visits", {})
    found = measured("figures").get(name, {"figures": []})
    figures = [one for one in found["figures"] if detail or not named[one["id"]].get("detail")]
    if not figures:
        return str(words["missing"])
    dates = sorted({one["date"] for one in figures})
    span = str(words["one" if len(dates) == 1 else "between"]).format(dates[0], dates[-1])
    lines = [str(words["measured"]).format(when=span, **found["machine"]).strip(), ""]
    lines += [f"| {' | '.join(words['head'])} |", "|---|---|---|---|"]
    lines += [_row(one, named[one["id"]], language, mix) for one in figures]
    return "\n".join(lines)


def _row(one: dict[str, Any], named: dict[str, Any], language: str, mix: dict[str, int]) -> str:
    words = by_code(language).words["tables"]["figures"]
    unit = named.get("unit", "")
    what = said(named, language).format(**mix) + (f" `{one['of']}`" if one.get("of") else "")
    beside = ratio = ""
    if "limit" in named:
        beside = f"{words['limit']} {_quantity(named['limit'], unit)}"
        ratio = _ratio(one["here"], named["limit"])
    elif "peer" in named:
        beside = f"{said(named['peer'], language)}{words['joint']}{_quantity(one['beside'], unit)}"
        ratio = _ratio(one["here"], one["beside"])
    if ratio and "goal" in named:
        ratio += str(words["goal"]).format(named["goal"])
    return f"| {what} | {_quantity(one['here'], unit)} | {beside} | {ratio} |"


def _quantity(value: float | list[int], unit: str) -> str:
    if isinstance(value, list):
        return " / ".join(map(str, value))
    return f"{number(value)} {unit}".strip() if unit != "%" else f"{number(value)}%"


def number(value: float) -> str:
    """Three digits that count, and no exponent."""
    if value == 0 or abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.3g}" if abs(value) >= 0.001 else f"{value:.6f}".rstrip("0")


def _ratio(one: Any, other: Any) -> str:
    if isinstance(one, list) or not other:
        return ""
    return number(one / other)
