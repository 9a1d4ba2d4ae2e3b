"""How many bytes had come, so long after the click on Run, as a graph: drawn from what `make bench
PARTS=network` kept. Knows that part's rows, nothing of how they are measured."""

from __future__ import annotations

import html
import math
from collections.abc import Iterator
from typing import Any

from sitebuild.sections.reference.common import Place, measured
from sitebuild.sections.reference.figures import number

LEFT, TOP, WIDTH, HEIGHT = 30, 14, 320, 160  # of what lies within the axes
STEPS = (1, 2, 5, 10, 20)
MOST = 9  # marks on an axis
LEGEND = (
    182,
    138,
    16,
)  # where its names begin, and how far they are from each other: no line comes there
SAMPLE = 22  # of a line, before its name

Point = tuple[float, float]


def graph(name: str, place: Place) -> str:
    """Of the line of so many megabits a second. LookupError where that was not measured."""
    rows = measured("figures").get("network", {"figures": []})["figures"]
    if not rows:
        return str(place.words["figures"]["missing"])
    line, here, beside = _points(name, rows)
    words = place.words["arrivals"]
    told = {
        "line": line,
        "here": number(here[-1][1]),
        "beside": number(beside[-1][1]),
        "here_at": number(here[-1][0]),
        "beside_at": number(beside[-1][0]),
    }
    said = {key: html.escape(str(text).format(**told)) for key, text in words.items()}
    most = [max(here[-1][at], beside[-1][at]) for at in (0, 1)]
    right, top = (_step(one) * math.ceil(one / _step(one)) for one in most)
    key = f"arrivals-{name.replace('.', '-')}"
    ends = (
        (here, "here", " drawing-accent", ""),
        (beside, "beside", "", ' stroke-dasharray="4 4"'),
    )
    drawn = [_axes(right, top, said["seconds"], said["megabytes"])]
    for row, (points, who, accent, dashes) in enumerate(ends):
        placed = [(LEFT + WIDTH * x / right, TOP + HEIGHT * (1 - y / top)) for x, y in points]
        path = " ".join(f"{x:.1f} {y:.1f}" for x, y in placed)
        x, y = LEGEND[0], LEGEND[1] + LEGEND[2] * row
        sample = f"M{x - SAMPLE - 4} {y - 4}h{SAMPLE}"
        drawn.append(
            f'<path class="drawing-line{accent}" fill="none" d="M{path}{sample}"{dashes}/>'
        )
        drawn.append(_text(x, y, said[who], "start", accent))
    return (
        f'<figure class="drawing"><svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-labelledby="{key}-title {key}-desc" viewBox="0 0 360 214" font-size="11">'
        f'<title id="{key}-title">{said["title"]}</title>'
        f'<desc id="{key}-desc">{said["desc"]}</desc>'
        f"{''.join(drawn)}</svg><figcaption>{said['title']}</figcaption></figure>"
    )


def _points(name: str, rows: list[dict[str, Any]]) -> tuple[str, list[Point], list[Point]]:
    """The line's whole name, and seconds and megabytes of both pages, the last of them when the
    wait is over."""
    found = {(one["id"], one["of"]): one for one in rows if "of" in one}
    lines = [of for kind, of in found if kind == "first visit" and of.startswith(f"{name} Mbit/s")]
    if not lines:
        raise LookupError(f"nothing was measured at {name} Mbit/s")
    line = lines[0]
    came = [(of, one) for (kind, of), one in found.items() if kind == "came"]
    moments = sorted(
        (float(of.removeprefix(f"{line}: ").removesuffix(" s")), one)
        for of, one in came
        if of.startswith(f"{line}: ")
    )
    both = []
    for page in ("here", "beside"):
        end = found["first visit", line][page] / 1000
        points = [(at, one[page]) for at, one in moments if at < end]
        both.append([(0.0, 0.0), *points, (end, found["bytes", line][page])])
    return line, both[0], both[1]


def _step(most: float) -> int:
    return next((step for step in STEPS if most / step <= MOST), STEPS[-1])


def _marks(most: float) -> Iterator[int]:
    yield from range(0, round(most) + 1, _step(most))


def _axes(right: float, top: float, seconds: str, megabytes: str) -> str:
    bottom = TOP + HEIGHT
    drawn = [
        f'<path class="drawing-line" fill="none" d="M{LEFT} {TOP}V{bottom}H{LEFT + WIDTH}"/>',
        _text(LEFT + WIDTH, bottom + 34, seconds, "end"),
        _text(LEFT + 6, TOP + 4, megabytes, "start"),
    ]
    for mark in _marks(right):
        drawn.append(_text(LEFT + WIDTH * mark / right, bottom + 16, f"{mark}", "middle"))
    for mark in _marks(top):
        drawn.append(_text(LEFT - 6, bottom - HEIGHT * mark / top + 4, f"{mark}", "end"))
    return "".join(drawn)


def _text(x: float, y: float, text: str, anchor: str, accent: str = "") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text class="drawing-text{accent}" {place}>{text}</text>'
