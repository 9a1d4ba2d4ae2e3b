"""Finds pairs of touches of one place, one of them no read, that nothing orders (FastTrack:
Flanagan and Freund, 2009). Knows clocks and places; judges no race."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from ..access import READ, SYNC, Event, Touch
from ..access.things import Number, Things
from ..access.touches import ALL
from ..vector_clock import Clock, before
from .clocks import Clocks


class Side(NamedTuple):
    """What one thread did, and the locks that it held."""

    event: Event
    touch: Touch
    held: tuple[Number, ...]


class Race(NamedTuple):
    first: Side
    second: Side


class Trust(NamedTuple):
    """What orders threads though it is no lock: these operations of a thing, or one part of it."""

    thing: Number
    part: str | None
    operations: frozenset[str]


_Stamp = tuple[int, Event, Touch, tuple[Number, ...]]  # by a thread's own count: a side of a race


class _Place:
    """The last touches of one part of a thing: the last write, and reads since."""

    __slots__ = ("reads", "write")

    def __init__(self) -> None:
        self.write: _Stamp | None = None
        self.reads: dict[int, _Stamp] = {}


class Detector:
    """One pass over a run. What is in `trusted` orders threads itself: it was found to be
    harmless."""

    def __init__(self, things: Things, trusted: Iterable[Trust] = ()) -> None:
        self._things = things
        self._trusted: dict[Number, list[Trust]] = {}
        for each in trusted:
            self._trusted.setdefault(each.thing, []).append(each)
        self._places: dict[Number, dict[str, _Place]] = {}
        self._held: dict[int, tuple[Number, ...]] = {}
        self._seen: set[tuple[Any, ...]] = set()
        self.races: list[Race] = []

    def run(self, events: Iterable[Event]) -> list[Race]:
        events = list(events)
        clocks = self._clocks = Clocks(silent_locks(events, self._things))
        for event in events:
            clocks.take(event)
            if event.kind == "acquire" and event.thing is not None:
                self._held[event.thread] = (*self._held.get(event.thread, ()), event.thing)
            elif event.kind == "release":
                self._release(event)
            for touch in event.touches:
                if touch.kind != SYNC:
                    self._touch(event, touch)
        return self.races

    def _release(self, event: Event) -> None:
        for thread in (event.thread, *self._held):
            locks = self._held.get(thread, ())
            if event.thing in locks:
                at = locks.index(event.thing)
                self._held[thread] = locks[:at] + locks[at + 1 :]
                return

    def _touch(self, event: Event, touch: Touch) -> None:
        thread = event.thread
        for trust in self._trusted.get(touch.thing, ()):
            if event.operation in trust.operations or trust.part == touch.part:
                self._clocks.acquire(thread, trust)
                if touch.kind != READ:
                    self._clocks.release(thread, trust)
        clock = self._clocks.of(thread)
        stamp: _Stamp = clock.get(thread, 0), event, touch, self._held.get(thread, ())
        parts = self._places.setdefault(touch.thing, {})
        for part in parts if touch.part == ALL else (ALL, touch.part):
            if part in parts:
                self._compare(parts[part], stamp, clock)
        place = parts.get(touch.part)
        if place is None:
            place = parts[touch.part] = _Place()
        if touch.kind == READ:
            place.reads[thread] = stamp
        else:
            place.write = stamp
            place.reads = {}

    def _compare(self, place: _Place, stamp: _Stamp, clock: Clock) -> None:
        """A side is made of a stamp only where there is a race."""
        thread = stamp[1].thread
        others = [place.write] if place.write else []
        if stamp[2].kind != READ:
            others += place.reads.values()
        for other in others:
            theirs = other[1].thread
            if theirs != thread and not before(theirs, other[0], clock):
                self._found(Side(*other[1:]), Side(*stamp[1:]))

    def _found(self, first: Side, second: Side) -> None:
        places = [(id(s.event.code), s.event.at, s.touch.part) for s in (first, second)]
        key = (first.touch.thing, *sorted(places, key=str))
        if key not in self._seen:
            self._seen.add(key)
            self.races.append(Race(first, second))


def silent_locks(events: Iterable[Event], things: Things) -> frozenset[Number]:
    """The inner locks of queues that the program alone uses, by their methods: their items are
    told of one by one, and order no more than they must."""
    inner: dict[Number, Number] = {}  # the queue's, by the lock
    for event in events:
        if event.kind == "put" and event.details["mutex"] and event.thing is not None:
            inner[event.details["mutex"]] = event.thing
    calls: dict[int, set[Number]] = {}
    for event in events:
        if event.kind == "touch":
            calls[event.thread] = {t.thing for t in event.touches if t.kind == SYNC}
        elif (
            event.kind == "acquire"
            and event.thing in inner
            and inner[event.thing] not in calls.get(event.thread, ())
        ):
            del inner[event.thing]
    return frozenset(inner)
