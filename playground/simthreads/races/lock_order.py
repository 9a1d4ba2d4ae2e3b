"""Orders of locks that make a circle: threads that take the same locks in different orders can stop
one another, even if they did not (Havelund's Goodlock, with gates and threads). Knows the events of
a run; knows no clocks but what starts and ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from ..access import SYNC, Event
from ..access.things import Number, Things
from .clocks import Clocks

MOST = 6  # locks in a circle
MANY = 10_000  # circles that are looked at
_TAKES = ("acquire", "__enter__")
_FORKS = frozenset({"start", "done", "joined"})


class Taking(NamedTuple):
    """A thread took `wanted` while it held `holds`, and others (`gates`)."""

    thread: int
    holds: Number
    wanted: Number
    gates: frozenset[Number]
    first: Event  # at which it had taken what it holds
    second: Event
    span: tuple[dict[int, int], int]  # its clock by starts and joins, and its own count in that


def takings(
    events: Iterable[Event], own: frozenset[Number], semaphores: Iterable[Number]
) -> list[Taking]:
    """Each once; of the locks that the program takes itself."""
    held: dict[int, dict[Number, Event]] = {}
    permits: dict[int, list[Number]] = {}  # of semaphores
    last: dict[int, Event] = {}  # the instruction that a thread is at
    forks = Clocks()
    found: dict[tuple[Any, ...], Taking] = {}
    for event in events:
        thread, lock = event.thread, event.thing
        if event.kind in _FORKS:
            forks.take(event)
        elif event.kind == "touch":
            last[thread] = event
            _take_permits(event, semaphores, permits.setdefault(thread, []))
        elif event.kind == "acquire" and lock in own and lock is not None:
            mine = held.setdefault(thread, {})
            here = last.get(thread, event)
            waits = event.details["forever"]
            for other, place in mine.items() if waits else ():
                gates = frozenset(mine) - {other} | frozenset(permits.get(thread, ()))
                clock = forks.of(thread)
                one = Taking(thread, other, lock, gates, place, here, (dict(clock), clock[thread]))
                found.setdefault((thread, other, lock, gates, place.at, here.at), one)
            mine[lock] = here
        elif event.kind == "release" and lock is not None:
            for locks in (held.get(thread, {}), *held.values()):
                if locks.pop(lock, None) is not None:
                    break
    return list(found.values())


def _take_permits(event: Event, semaphores: Iterable[Number], mine: list[Number]) -> None:
    for touch in event.touches:
        if touch.thing in semaphores and touch.part in _TAKES:
            mine.append(touch.thing)
        elif touch.thing in mine and touch.part in ("release", "__exit__"):
            mine.remove(touch.thing)


def capacities(events: Iterable[Event], things: Things) -> dict[Number, int]:
    """How many threads each semaphore of the program lets through, before it is first used."""
    return {
        touch.thing: things.made[touch.thing].permits
        for event in events
        for touch in event.touches
        if touch.kind == SYNC and things.kind(touch.thing) in ("Semaphore", "BoundedSemaphore")
    }


def own_locks(events: Iterable[Event], things: Things) -> frozenset[Number]:
    """Those that the program takes by an operation of theirs, or of the condition around them."""
    called: dict[int, tuple[Any, ...]] = {}
    found = set()
    for event in events:
        if event.kind == "touch":
            called[event.thread] = event.touches
        elif event.kind == "acquire" and event.thing is not None:
            for touch in called.get(event.thread, ()):
                made = things.made.get(touch.thing)
                within = made is not None and made.lock == event.details["target"]
                if (within or touch.thing == event.thing) and touch.part in _TAKES:
                    found.add(event.thing)
    return frozenset(found)


def _apart(one: Taking, other: Taking) -> bool:
    """May both happen at once: in two threads of which neither began after the other's end?"""
    if one.thread == other.thread:
        return False
    (clock, count), (clock2, count2) = one.span, other.span
    return count > clock2.get(one.thread, 0) and count2 > clock.get(other.thread, 0)


def circles(found: list[Taking], capacity: Mapping[Number, int]) -> Iterator[tuple[Taking, ...]]:
    """Each circle once, and that which no gate excuses rather than one with a gate."""
    by_held: dict[Number, list[Taking]] = {}
    for each in found:
        by_held.setdefault(each.holds, []).append(each)

    def grow(path: tuple[Taking, ...]) -> Iterator[tuple[Taking, ...]]:
        for following in by_held.get(path[-1].wanted, ()):
            if not all(_apart(following, each) for each in path):
                continue
            longer = (*path, following)
            if following.wanted == path[0].holds:
                yield longer
            elif len(longer) < MOST and following.wanted not in {each.holds for each in longer}:
                yield from grow(longer)

    best: dict[frozenset[Any], tuple[Taking, ...]] = {}
    grown = (circle for each in found for circle in grow((each,)))
    for circle in islice(grown, MANY):
        key = frozenset((each.holds, each.wanted) for each in circle)
        if key not in best or gate(circle, capacity) is None:
            best[key] = circle
    yield from best.values()


def gate(circle: tuple[Taking, ...], capacity: Mapping[Number, int]) -> Number | None:
    """What lets through fewer of them than would have to be there at once."""
    counts = Counter(each for taking in circle for each in taking.gates)
    return min((each for each, n in counts.items() if n > capacity.get(each, 1)), default=None)
