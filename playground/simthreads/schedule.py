"""A schedule as text: only where it departs from the usual choice, so that short means simple.

`1.bytecode.2@120.1@133.4@c3`: format 1, switching between bytecodes; at step 120 thread 2 goes on,
at step
133 thread 1, and the third time that nobody could simply go on, thread 4. Fits a link as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

FORMAT = 1
GRANULARITIES = ("bytecode", "line", "call")
_DEVIATION = re.compile(r"([1-9]\d{0,5})@(c?)([1-9]\d{0,9})")


class ScheduleError(Exception):
    """A schedule that cannot be read, or that does not fit the program."""


@dataclass(frozen=True)
class Schedule:
    """`deviations` holds (kind, at, thread): kind "s" a step, "c" a choice among ready threads."""

    granularity: str
    deviations: tuple[tuple[str, int, int], ...] = field(default=())

    @property
    def preemptions(self) -> int:
        return sum(kind == "s" for kind, _, _ in self.deviations)

    def __str__(self) -> str:
        parts = [f"{to}@{'c' if kind == 'c' else ''}{at}" for kind, at, to in self.deviations]
        return ".".join([str(FORMAT), self.granularity, *parts])


def parse(text: str) -> Schedule:
    head, _, rest = text.strip().partition(".")
    if head != str(FORMAT):
        raise ScheduleError(f"a schedule starts with '{FORMAT}.', not {text[:20]!r}")
    granularity, dot, rest = rest.partition(".")
    if granularity not in GRANULARITIES:
        known = ", ".join(GRANULARITIES)
        raise ScheduleError(f"a schedule names {known}, not {granularity[:20]!r}")
    deviations = []
    for part in rest.split(".") if dot else ():
        match = _DEVIATION.fullmatch(part)
        if match is None:
            raise ScheduleError(f"{part[:20]!r} is no part of a schedule")
        to, kind, at = match.groups()
        deviations.append((kind or "s", int(at), int(to)))
    return Schedule(granularity, tuple(deviations))
