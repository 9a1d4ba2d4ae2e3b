"""Keeps what happened in a run, as far as it concerns more than one thread. Judges nothing."""

from __future__ import annotations

from types import CodeType
from typing import Any

from .. import quick
from .sites import Site
from .things import Number
from .touches import SYNC, Touch
from .watch import Accesses, Event

MOST = 200_000  # events of a run


class _Last:
    """What a thread did last at one instruction to a thing of its own. `js/quick.js` notes in the
    record when it has done the same again."""

    __slots__ = ("event", "over", "serial", "site", "touch")

    def __init__(self, serial: int, event: Event, touch: Touch, site: Site) -> None:
        self.serial, self.event, self.touch, self.site = serial, event, touch, site
        self.over = False  # the instruction has done something else since

    def settle(self) -> None:
        record = self.site.record
        if not self.over and record[quick.SERIAL] > self.serial:
            self.serial = record[quick.SERIAL]
            self.event = self.event._replace(step=record[quick.STEP])


class Trace:
    """Of a thing that one thread alone has touched, the last touch of each kind is kept by; that
    says as much as all of them, should another thread come."""

    def __init__(self, accesses: Accesses) -> None:
        self.accesses = accesses
        self.full = False
        self._events: list[tuple[int, Event]] = []
        self._shared = accesses.things.shared
        accesses.things.on_shared = self._look_again
        accesses.things.on_gone.append(self._gone)
        self._alone: dict[Number, dict[tuple[str, str, Site], _Last]] = {}
        self._lasts: dict[Site, list[_Last]] = {}  # whose instruction has done nothing else since
        self._last: dict[tuple[int, int, int], tuple[Any, ...]] = {}  # by thread and instruction
        self._turns: dict[int, int] = {}  # how often a thread has met others
        self.names = {1: "MainThread"}  # of threads

    def take(self, event: Event) -> None:
        serial = self.accesses.serial
        if event.kind != "touch":
            self._meet(event)
            self._keep(serial, event)
            if event.kind == "start" and self.accesses.kernel is not None:
                child = event.details["child"]
                self.names[child] = self.accesses.kernel.tasks[child].name
            return
        site = self.accesses.site
        if site in self._lasts:
            for last in self._lasts.pop(site):
                last.settle()
                last.over = True
        wanted, synchronizes, why = False, False, 0
        for touch in event.touches:
            if touch.kind == SYNC:
                wanted = synchronizes = True
                self._meet(event)
            elif touch.thing in self._shared:
                wanted = True
                why |= quick.IN_TURN
                if touch.thing in self._alone:
                    self._flush(touch)
            else:
                why |= quick.ALONE
                self._keep_last(serial, event, touch, site)
        if wanted and not self._repeats(event):
            self._keep(serial, event)
        if not synchronizes:
            self.accesses.arm(why)

    def _meet(self, event: Event) -> None:
        self._turns[event.thread] = self._turns.get(event.thread, 0) + 1
        quick.state[quick.TURNS] += 1

    def _keep_last(self, serial: int, event: Event, touch: Touch, site: Site) -> None:
        last = _Last(serial, event, touch, site)
        self._alone.setdefault(touch.thing, {})[touch.part, touch.kind, site] = last
        self._lasts.setdefault(site, []).append(last)

    def _look_again(self, thing: Number) -> None:
        """It has just become known to a second thread."""
        for last in self._alone.get(thing, {}).values():
            last.site.record[quick.ARMED] = 0

    def _gone(self, address: int, number: Number | None) -> None:
        """Nobody else will touch what one thread alone has touched."""
        if number is not None and number not in self._shared:
            self._alone.pop(number, None)

    def _flush(self, touch: Touch) -> None:
        latest: dict[tuple[str, str], _Last] = {}
        for last in self._alone.pop(touch.thing).values():
            last.settle()
            key = last.touch.part, last.touch.kind
            if key not in latest or latest[key].serial < last.serial:
                latest[key] = last
        for last in latest.values():
            self._keep(last.serial, last.event)

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
        self.accesses.catch_up()
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
