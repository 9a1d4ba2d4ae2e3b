"""Patterns that are known by name, beside updates that were lost and checks that no longer held: a
torn read, a missed notify, something closed twice. Knows the events of a run alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from ..access import READ, SYNC, UNKNOWN, Event, Touch
from ..access.things import Number, Things
from ..access.touches import ALL, SIZE

Name = Literal[
    "lost_update", "check_then_act", "use_before", "lock_order", "torn_read", "missed_notify",
    "double_close",
]  # fmt: skip
_CLOSES = frozenset({
    "close", "disconnect", "dispose", "finish", "release", "shutdown", "stop", "terminate",
    "unsubscribe", "__exit__",
})  # fmt: skip


class Step(NamedTuple):
    event: Event
    touch: Touch


class Pattern(NamedTuple):
    name: Name
    steps: tuple[Step, ...]


def torn_reads(events: Sequence[Event], raised_in: int | None) -> Iterator[Pattern]:
    """One thread changes two parts of a thing, another one reads the one before that and the other
    after it, and changes neither. Of the thread that raised first."""
    found: dict[Number, dict[int, list[Step]]] = {}
    for event in events:
        for touch in event.touches:
            if touch.kind not in (SYNC, UNKNOWN) and touch.part not in (ALL, SIZE):
                mine = found.setdefault(touch.thing, {})
                mine.setdefault(event.thread, []).append(Step(event, touch))
    threads = sorted({event.thread for event in events}, key=lambda each: each != raised_in)
    for reader in threads:
        for by_thread in found.values():
            steps = by_thread.get(reader, [])
            if any(step.touch.kind != READ for step in steps):
                continue
            for writer, others in by_thread.items():
                if writer != reader:
                    yield from _straddling(steps, others)


def _straddling(reads: Sequence[Step], others: Sequence[Step]) -> Iterator[Pattern]:
    writes = [step for step in others if step.touch.kind != READ]
    for one, two in pairwise(reads):
        for first, second in pairwise(writes):
            parts = {first.touch.part: first, second.touch.part: second}
            if len(parts) < 2 or {one.touch.part, two.touch.part} != set(parts):
                continue
            old = one.event.step < parts[one.touch.part].event.step
            if old != (two.event.step < parts[two.touch.part].event.step):
                steps = sorted((one, two, first, second), key=lambda step: step.event.step)
                yield Pattern("torn_read", tuple(steps))


def missed_notify(events: Sequence[Event], things: Things) -> Pattern | None:
    """A thread waits to the end in a condition which was notified before, when nobody waited."""
    waiting: dict[Number, list[int]] = {}
    unheard: dict[Number, Step] = {}
    doing: dict[int, Step] = {}
    for event in events:
        if event.kind == "touch":
            doing.pop(event.thread, None)
        for touch in event.touches:
            if touch.kind != SYNC or not things.is_library(touch.thing, "Condition"):
                continue
            doing[event.thread] = Step(event, touch)
            if touch.part in ("notify", "notify_all"):
                waiters = waiting.setdefault(touch.thing, [])
                if not waiters:
                    unheard[touch.thing] = Step(event, touch)
                del waiters[: None if touch.part == "notify_all" else 1]
        step = doing.get(event.thread)
        if event.kind == "wait" and step and step.touch.part in ("wait", "wait_for"):
            waiting.setdefault(step.touch.thing, []).append(event.thread)
    for thing, threads in waiting.items():
        if threads and thing in unheard:
            waits = doing.get(threads[-1])
            notified = unheard[thing]
            if waits and notified.event.step < waits.event.step:
                return Pattern("missed_notify", (notified, waits))
    return None


def named(pattern: Pattern) -> Pattern:
    """A check that no longer held, in two calls of what closes something."""
    codes = {step.event.code for step in pattern.steps}
    closes = {code.co_name for code in codes if code is not None} <= _CLOSES
    if pattern.name == "check_then_act" and closes and len(codes) == 1:
        return Pattern("double_close", pattern.steps)
    return pattern


def closed_twice(events: Sequence[Event], raised_in: int | None) -> Pattern | None:
    """A thread raised in what closes a thing, and another thread was in the same."""
    steps = [
        Step(event, touch)
        for event in events
        for touch in event.touches
        if touch.kind not in (SYNC, UNKNOWN) and event.code and event.code.co_name in _CLOSES
    ]
    mine = [step for step in steps if step.event.thread == raised_in]
    for last in reversed(mine):
        for other in reversed(steps):
            same = other.event.code is last.event.code and other.touch.thing == last.touch.thing
            if same and other.event.thread != raised_in:
                both = sorted((other, last), key=lambda step: step.event.step)
                return Pattern("double_close", tuple(both))
    return None
