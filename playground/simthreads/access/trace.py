"""Keeps what happened in a run, as far as it concerns more than one thread. Judges nothing."""

from __future__ import annotations

from types import CodeType
from typing import Any

from .things import Number
from .touches import SYNC, Touch
from .watch import Accesses, Event

MOST = 200_000  # events of a run


class Trace:
    """Of a thing that one thread alone has touched, the last touch of each kind is kept by; that
    says as much as all of them, should another thread come."""

    def __init__(self, accesses: Accesses) -> None:
        self.accesses = accesses
        self.full = False
        self._events: list[tuple[int, Event]] = []
        self._shared = accesses.things.shared
        self._alone: dict[Number, dict[tuple[str, str], tuple[int, Event]]] = {}
        self._last: dict[tuple[int, int, int], tuple[Any, ...]] = {}  # by thread and instruction
        self._turns: dict[int, int] = {}  # how often a thread has met others
        self._serial = 0
        self.names = {1: "MainThread"}  # of threads

    def take(self, event: Event) -> None:
        self._serial += 1
        if event.kind != "touch":
            self._turns[event.thread] = self._turns.get(event.thread, 0) + 1
            self._keep(self._serial, event)
            if event.kind == "start" and self.accesses.kernel is not None:
                child = event.details["child"]
                self.names[child] = self.accesses.kernel.tasks[child].name
            return
        wanted = False
        for touch in event.touches:
            if touch.kind == SYNC:
                wanted = True
                self._turns[event.thread] = self._turns.get(event.thread, 0) + 1
            elif touch.thing in self._shared:
                wanted = True
                if touch.thing in self._alone:
                    self._flush(touch)
            else:
                kept = self._alone.setdefault(touch.thing, {})
                kept[touch.part, touch.kind] = self._serial, event
        if wanted and not self._repeats(event):
            self._keep(self._serial, event)

    def _flush(self, touch: Touch) -> None:
        for serial, event in self._alone.pop(touch.thing).values():
            self._keep(serial, event)

    def _repeats(self, event: Event) -> bool:
        """Has this thread done just that since it last met others?"""
        place = event.thread, id(event.code), event.at
        now = event.touches, event.value, self._turns.get(event.thread, 0)
        if self._last.get(place) == now:
            return True
        self._last[place] = now
        return False

    def _keep(self, serial: int, event: Event) -> None:
        if len(self._events) < MOST:
            self._events.append((serial, event))
        else:
            self.full = True

    def events(self) -> list[Event]:
        """In the order of the schedule."""
        kept = dict(self._events)
        return [kept[serial] for serial in sorted(kept)]

    def shared(self) -> list[dict[str, Any]]:
        """The same as plain JSON."""
        things = self.accesses.things
        found = []
        for event in self.events():
            touched = [
                {"kind": t.kind, "thing": list(t.thing), "of": things.kind(t.thing), "part": t.part}
                for t in event.touches
                if t.thing in things.shared or t.kind == SYNC
            ]
            if touched or event.kind != "touch":
                entry = {"thread": event.thread, "kind": event.kind, "step": event.step}
                found.append(entry | {"line": line_of(event), "touches": touched})
        return found


def line_of(event: Event) -> int | None:
    """Of the program, of an instruction."""
    return None if event.code is None else line_at(event.code, event.at)


def line_at(code: CodeType, at: int) -> int | None:
    return next((line for a, b, line in code.co_lines() if a <= at < b), None)
