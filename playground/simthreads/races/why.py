"""Why a run failed: which reads and writes of one place, in which order, made it so. Knows the
trace of that run; the sentences are in `words/`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from ..access import READ, SYNC, UNKNOWN, Event, Touch, overlap
from ..access.things import Number
from ..access.trace import Trace, line_of
from .patterns import Pattern, Step, closed_twice, missed_notify, named, torn_reads
from .source import Source

if TYPE_CHECKING:
    from ...protocol import types as protocol

_LOOKS = ("CONTAINS_OP", "TO_BOOL", "len", "COMPARE_OP", "get")


def _by_place(events: Sequence[Event]) -> Iterator[list[Step]]:
    """What happened at each place that threads have in common and that one of them changes."""
    found: dict[tuple[Number, str], list[Step]] = {}
    for event in events:
        for touch in event.touches:
            if touch.kind not in (SYNC, UNKNOWN):
                found.setdefault((touch.thing, touch.part), []).append(Step(event, touch))
    whole = {key: steps for key, steps in found.items() if key[1] in ("*", "#")}
    for (thing, part), steps in found.items():
        for (other, wide), more in whole.items():
            if other == thing and wide != part and overlap(wide, part):
                steps = sorted([*steps, *more], key=lambda step: step.event.step)
        threads = {step.event.thread for step in steps}
        if len(threads) > 1 and any(step.touch.kind != READ for step in steps):
            yield steps


def _between(steps: list[Step]) -> Iterator[tuple[Step, Step, Step]]:
    """One thread reads, another changes the place, the first one goes on with what it has read."""
    read: dict[int, Step] = {}
    changed: dict[int, Step] = {}  # by another, since that thread read
    for step in steps:
        thread = step.event.thread
        if thread in read and thread in changed and step.touch.kind != READ:
            yield read.pop(thread), changed.pop(thread), step
        if step.touch.kind == READ:
            read[thread] = step
            changed.pop(thread, None)
        else:
            read.pop(thread, None)
            for other in read:
                if other != thread:
                    changed.setdefault(other, step)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _read_modify_write(events: Sequence[Event]) -> Iterator[Pattern]:
    for steps in _by_place(events):
        for three in _between(steps):
            looks = three[0].event.operation in _LOOKS
            counts = _is_number(three[0].event.value) and _is_number(three[2].event.value)
            yield Pattern("lost_update" if counts and not looks else "check_then_act", three)


def _looked_then_failed(events: Sequence[Event], thread: int) -> Iterator[Pattern]:
    """The last that the thread which raised has read, and another has changed since or after."""
    for steps in _by_place(events):
        mine = [i for i, step in enumerate(steps) if step.event.thread == thread]
        if not mine:
            continue
        last = steps[mine[-1]]
        after = [s for s in steps[mine[-1] + 1 :] if s.touch.kind != READ]
        if last.touch.kind == READ and last.event.value is None and after:
            yield Pattern("use_before", (last, after[0]))
        changes = [
            (steps[i], change, steps[j])
            for i, j in pairwise(mine)
            for change in steps[i + 1 : j]
            if change.touch.kind != READ and steps[i].touch.kind == READ
        ]
        if changes:
            yield Pattern("check_then_act", changes[-1])


def pattern(events: Sequence[Event], raised_in: int | None) -> Pattern | None:
    """The one that explains most: what the thread that raised has read, if it only reads; then
    updates that were lost before all."""
    torn = next(torn_reads(events, raised_in), None)
    if torn and any(step.event.thread == raised_in for step in torn.steps):
        return torn
    found = list(_read_modify_write(events))
    found.sort(key=lambda each: (each.name != "lost_update", -each.steps[-1].event.step))
    if found:
        return named(found[0])
    if raised_in is not None:
        closed = closed_twice(events, raised_in)
        looked = closed or next(_looked_then_failed(events, raised_in), None)
        return torn if looked is None else named(looked)
    return torn


def why(trace: Trace, record: dict[str, Any], source: Source) -> protocol.Why | None:
    events, error = trace.events(), record["error"]
    if record["outcome"] == "deadlock":
        stuck = record["deadlock"]
        if stuck is not None and len(stuck["cycle"]) > 1:
            return {"pattern": "lock_order", "steps": []}
        found = missed_notify(events, trace.accesses.things)
    else:
        found = pattern(events, error["thread"] if error else None)
    if found is None:
        return None
    return {"pattern": found.name, "steps": [_step(step, source) for step in found.steps]}


def _step(step: Step, source: Source) -> protocol.WhyStep:
    event, touch = step
    synchronizes = touch.kind == SYNC
    place = source.receiver(event) if synchronizes else source.place(event)
    return {
        "thread": event.thread,
        "line": line_of(event),
        "step": event.step,
        "kind": _kind(touch),
        "what": place or touch.part.strip("'"),
        "value": None if event.value is ... or synchronizes else repr(event.value)[:40],
    }


def _kind(touch: Touch) -> Literal["read", "write", "notify", "wait"]:
    if touch.kind == SYNC:
        return "notify" if touch.part.startswith("notify") else "wait"
    return "read" if touch.kind == READ else "write"
