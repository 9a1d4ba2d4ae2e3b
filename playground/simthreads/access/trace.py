"""Keeps what was touched in a run, as plain JSON for whoever asked for it. Judges nothing."""

from __future__ import annotations

from typing import Any

from .touches import SYNC
from .watch import Accesses, Event

MOST = 200_000  # events of a run


def line_of(event: Event) -> int | None:
    """Of the program, of an instruction."""
    if event.code is None:
        return None
    places = (line for a, b, line in event.code.co_lines() if a <= event.at < b)
    return next(places, None)


class Trace:
    def __init__(self, accesses: Accesses) -> None:
        self.accesses = accesses
        self.events: list[Event] = []
        self.full = False

    def take(self, event: Event) -> None:
        if len(self.events) < MOST:
            self.events.append(event)
        else:
            self.full = True

    def shared(self) -> list[dict[str, Any]]:
        """The touches of what more than one thread has touched, and all operations."""
        things = self.accesses.things
        found = []
        for event in self.events:
            touched = [
                {"kind": t.kind, "thing": list(t.thing), "of": things.kind(t.thing), "part": t.part}
                for t in event.touches
                if t.thing in things.shared or t.kind == SYNC
            ]
            if touched or event.kind != "touch":
                entry = {"thread": event.thread, "kind": event.kind, "step": event.step}
                found.append(entry | {"line": line_of(event), "touches": touched})
        return found
