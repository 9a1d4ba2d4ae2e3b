"""Which two steps of a run could have come the other way round, and which places are shared
without an order: vector clocks over a run's steps. Knows no tree and no engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypedDict

from ..access.touches import ALL
from ..vector_clock import Clock, before, merge
from .footprint import (
    AFTER,
    BEFORE,
    GIVEN,
    READ,
    TAKEN,
    TRIED,
    WRITE,
    Act,
    depend,
    reversible,
)


class Step(TypedDict):
    """`options` are the threads that could have gone instead; `does` is told in its order."""

    thread: int
    options: list[int]
    does: list[Act]  # as it did it; of a place, with its label


_Touches = dict[tuple[int, str], tuple[int, str]]  # the last, by thread and kind


class Order:
    """The happens-before of a run's steps, and its races: pairs of steps that depend on each other
    directly."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.steps = steps
        self.clocks: list[Clock] = []
        self.races: list[tuple[int, int]] = []
        self._counts: list[int] = []  # the how manieth of its thread
        self._on: dict[str, list[tuple[int, Act]]] = {}
        self._given: dict[str, Clock] = {}
        self._of: dict[int, Clock] = {}
        for number, step in enumerate(steps):
            self._take(number, step)

    def _take(self, number: int, step: Step) -> None:
        me = step["thread"]
        clock = self._of.setdefault(me, {})
        for act in step["does"]:
            if act[0] == AFTER:
                merge(clock, self._given.get(act[1], {}))
        self._find(number, step, clock)
        clock[me] = clock.get(me, 0) + 1
        stamp = dict(clock)
        self.clocks.append(stamp)
        self._counts.append(clock[me])
        for act in step["does"]:
            if act[0] == BEFORE:
                merge(self._given.setdefault(act[1], {}), stamp)
            elif act[0] != AFTER:
                self._on.setdefault(act[1], []).append((number, act))

    def _find(self, number: int, step: Step, clock: Clock) -> None:
        """Latest first: what is known to come before the later of two is no race of its own."""
        turned: set[int] = set()
        fixed: set[int] = set()
        for act in step["does"]:
            for earlier, other in self._on.get(act[1], ()):
                if self.steps[earlier]["thread"] != step["thread"] and depend(other, act):
                    (turned if reversible(other, act) else fixed).add(earlier)
        taken, given = self._held(step)

        def late(earlier: int) -> tuple[bool, bool, int]:
            within = taken < earlier <= given
            return earlier > given, earlier == taken or not within, earlier

        for earlier in sorted(turned, key=late, reverse=True):
            if not self._known(earlier, clock):
                self.races.append((earlier, number))
                merge(clock, self.clocks[earlier])
        for earlier in fixed:
            merge(clock, self.clocks[earlier])

    def _held(self, step: Step) -> tuple[int, int]:
        """From when to when another had the lock that this step waited for: in between, it could
        not have been taken."""
        for act in step["does"]:
            if act[0] == TAKEN:
                on = self._on.get(act[1], [])
                taken = [number for number, other in on if other[0] in (TAKEN, TRIED)]
                given = [number for number, other in on if other[0] == GIVEN]
                if taken and given and self.steps[taken[-1]]["thread"] != step["thread"]:
                    return taken[-1], given[-1]
        return -1, -1

    def _known(self, earlier: int, clock: Clock) -> bool:
        return before(self.steps[earlier]["thread"], self._counts[earlier], clock)

    def before(self, earlier: int, later: int) -> bool:
        return self._known(earlier, self.clocks[later])


def initials(order: Order, earlier: int, later: int) -> list[int]:
    """Threads that could have gone first in place of `earlier`, so that `later` comes before it:
    those of the steps in between that do not follow from it, if nothing in between has to come
    before them."""
    between = [n for n in range(earlier + 1, later) if not order.before(earlier, n)] + [later]
    found: list[int] = []
    seen: set[int] = set()
    for at, number in enumerate(between):
        thread = order.steps[number]["thread"]
        if thread in seen:
            continue
        seen.add(thread)
        if not any(order.before(other, number) for other in between[:at]):
            found.append(thread)
    return found


def unordered(steps: Sequence[Step]) -> Iterator[str]:
    """The labels of places that two threads touch, one of them writing, with no operation of a
    lock or the like that orders them: orders of these alone can differ. What such touches order is
    none, so that nothing hides another."""
    clocks: dict[int, Clock] = {}
    given: dict[str, Clock] = {}
    last: dict[str, dict[str, _Touches]] = {}
    for step in steps:
        me = step["thread"]
        clock = clocks.setdefault(me, {me: 1})
        for act in step["does"]:
            kind, thing = act[0], act[1]
            if kind in (READ, WRITE):
                yield from _touch(last, clock, me, act)
            elif kind in (AFTER, TAKEN, TRIED):
                merge(clock, given.get(thing, {}))
            elif kind in (BEFORE, GIVEN):
                merge(given.setdefault(thing, {}), clock)
                clock[me] += 1


def _touch(last: dict[str, dict[str, _Touches]], clock: Clock, me: int, act: Act) -> Iterator[str]:
    kind, thing, part, label = act
    parts = last.setdefault(thing, {})
    for near in list(parts) if part == ALL else (ALL, part):
        for (thread, other), (count, label2) in parts.get(near, {}).items():
            apart = thread != me and not before(thread, count, clock)
            if apart and WRITE in (kind, other):
                yield label
                yield label2
    parts.setdefault(part, {})[me, kind] = clock[me], label
