"""Races that are harmless by what Python promises: the list of `reference/promises.yml`, as the
engine reads it. Knows sides of races; knows no clocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from ..access import READ, Event, Touch
from ..access.things import Things
from ..access.touches import SIZE
from .detect import Race, Side, Trust

FLAG = "flag"


class Promise(NamedTuple):
    """Operations of one kind of thing, each in one piece, of which none relies on another."""

    name: str
    kind: str
    operations: frozenset[str]
    looks: frozenset[str] = frozenset()  # excused in who does not change the thing afterwards
    hands_over: bool = False  # who takes something out knows what its giver has done


def _named(text: str) -> frozenset[str]:
    return frozenset(text.split())


PROMISES = (
    Promise("list-append", "list", _named("append pop"), _named("len TO_BOOL"), True),
    Promise(
        "deque-ends", "deque", _named("append appendleft pop popleft"), _named("len TO_BOOL"), True
    ),
    Promise("set-add", "set", _named("add discard"), _named("len TO_BOOL")),
    Promise("dict-setdefault", "dict", _named("setdefault")),
    Promise("dict-pop", "dict", _named("pop_or_default")),
    Promise("count-next", "count", _named("next __next__ FOR_ITER")),
)
_GROW = frozenset({"append", "appendleft", "add"})
_TAKE_OUT = frozenset({"pop", "popleft", "remove", "discard", "clear"})
#: Two keys of one dictionary: its size alone is what both change.
DICT_KEYS = "dict-keys"
_LOADS = ("LOAD_", "BINARY_OP", "CONTAINS_OP")


class Promises:
    """What is promised to this run."""

    def __init__(self, events: Sequence[Event], things: Things) -> None:
        self._events, self._things = events, things
        self._of: dict[Any, list[tuple[Event, Touch]]] = {}
        for event in events:
            for touch in event.touches:
                self._of.setdefault(touch.thing, []).append((event, touch))

    def excuse(self, race: Race) -> tuple[str, Trust | None]:
        """The name of the promise, or nothing; and what orders threads by it."""
        thing = race.first.touch.thing
        kind = self._things.kind(thing)
        for each in PROMISES:
            if each.kind == kind and self._allowed(race, each):
                trust = Trust(thing, None, each.operations) if each.hands_over else None
                return each.name, trust
        parts = {side.touch.part for side in race}
        if kind == "dict" and parts == {SIZE} and all(s.touch.kind != READ for s in race):
            return DICT_KEYS, None
        if self._is_flag(race):
            return FLAG, Trust(thing, race.first.touch.part, frozenset())
        return "", None

    def _allowed(self, race: Race, promise: Promise) -> bool:
        for side, other in (race, reversed(race)):
            if side.event.operation in promise.operations:
                continue
            if side.event.operation not in promise.looks or self._acts(side, other):
                return False
        return True

    def _acts(self, side: Side, other: Side) -> bool:
        """Does the thread act upon what it has seen? Who has seen that something is there may take
        it out, though others put more in."""
        grows = other.event.operation in _GROW
        return any(
            event.thread == side.event.thread
            and event.step > side.event.step
            and touch.kind != READ
            and not (grows and event.operation in _TAKE_OUT)
            for event, touch in self._of.get(side.touch.thing, ())
        )

    def _is_flag(self, race: Race) -> bool:
        """A variable that has a first value and, from then on, is only ever given one other, by
        threads that have not looked at it before: who reads it sees the one or the other."""
        place = race.first.touch.part
        if not all(side.touch.part == place and _stores_or_loads(side) for side in race):
            return False
        mine = [(e, t) for e, t in self._of[race.first.touch.thing] if t.part == place]
        writes = [event for event, touch in mine if touch.kind != READ]
        later = writes
        if len(writes) > 1 and writes[0].value is not writes[1].value:
            later = writes[1:]
        if not later or any(event.value is not later[0].value for event in later):
            return False
        if later[0].value is not None and type(later[0].value) is not bool:
            return False
        return not any(self._looked_first(event, mine) for event in later)

    @staticmethod
    def _looked_first(write: Event, mine: list[tuple[Event, Touch]]) -> bool:
        return any(
            event.thread == write.thread and event.step < write.step and touch.kind == READ
            for event, touch in mine
        )


def _stores_or_loads(side: Side) -> bool:
    return side.event.operation.startswith(("STORE_", *_LOADS))
