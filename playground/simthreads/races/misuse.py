"""Uses of the library's things that go wrong sooner or later, named where a run shows them: a wait
without a loop, a notify that nobody can hear, a permit that leaks, an item that is never marked, a
lock that one thread alone takes. Knows the events of a run; accuses only where no order of a sound
program could look so."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import Any, Literal, NamedTuple

from ..access import SYNC, Event
from ..access.things import Number, Things
from ..access.trace import line_at, line_of
from ..attributes import attributes
from .clocks import Clocks
from .detect import Race

Kind = Literal[
    "wait_without_loop", "unheard_notify", "lock_of_one", "leaked_permit", "never_marked"
]
_WAITS, _NOTIFIES = ("wait", "wait_for"), ("notify", "notify_all")
_TAKES, _GIVES = ("acquire", "__enter__"), ("release", "__exit__")
_FORKS = frozenset({"start", "done", "joined"})


class Misuse(NamedTuple):
    kind: Kind
    event: Event  # at which it is seen
    lock: Number | None = None


class Use(NamedTuple):
    """An operation of a thing, and how far its thread's forks had come."""

    event: Event
    at: int  # its place in the run
    clock: dict[int, int]

    def apart(self, other: Use) -> bool:
        """May both happen at once?"""
        one, two = self.event.thread, other.event.thread
        later = self.clock.get(one, 0) > other.clock.get(one, 0)
        return one != two and later and other.clock.get(two, 0) > self.clock.get(two, 0)


def uses(events: Iterable[Event], things: Things, kind: str) -> dict[Number, dict[str, list[Use]]]:
    """Of all things of a class of `threading` or `queue`: what was done to them, by the method."""
    found: dict[Number, dict[str, list[Use]]] = {}
    if not any(things.is_library(number, kind) for number in things.made):
        return found
    forks = Clocks()
    for at, event in enumerate(events):
        if event.kind in _FORKS:
            forks.take(event)
        for touch in event.touches:
            if touch.kind == SYNC and things.is_library(touch.thing, kind):
                use = Use(event, at, dict(forks.of(event.thread)))
                found.setdefault(touch.thing, {}).setdefault(touch.part, []).append(use)
    return found


def _noting(events: Iterable[Event], last: dict[int, Event]) -> Iterator[Event]:
    """Each event; `last` holds the last touch of each thread by then."""
    for event in events:
        if event.kind == "touch":
            last[event.thread] = event
        yield event


def _of(done: dict[str, list[Use]], names: Iterable[str]) -> list[Use]:
    return [use for name in names for use in done.get(name, ())]


# -- conditions


def of_conditions(
    events: Sequence[Event], things: Things, nodes: Sequence[ast.AST], whole: bool
) -> Iterator[Misuse]:
    """`whole`: these nodes are all that there is of the program."""
    conditions = uses(events, things, "Condition")
    if not conditions:
        return
    guarded = _guarded_waits(nodes) if whole else set()
    stuck = {event.thread for event in events if event.kind == "wait"}
    last: dict[int, Event] = {}
    for event in _noting(events, last):
        if event.kind in ("ready", "done"):
            stuck.discard(event.thread)
        elif event.kind == "wait":
            stuck.add(event.thread)
    for done in conditions.values():
        for use in done.get("wait", ()):
            lines = [line_at(code, at) for code, at in use.event.stack]
            if line_of(use.event) in guarded and not _in_loop(lines, nodes):
                yield Misuse("wait_without_loop", use.event)
        waits, notifies = _of(done, _WAITS), _of(done, _NOTIFIES)
        for use in waits:
            waits_on = use.event.thread in stuck and last[use.event.thread] is use.event
            if waits_on and notifies and not any(use.apart(other) for other in notifies):
                yield Misuse("unheard_notify", notifies[-1].event)


def _guarded_waits(nodes: Sequence[ast.AST]) -> set[int | None]:
    """The lines of waits that are to happen only if something is so, which is not asked again."""
    return {
        node.lineno
        for guard in nodes
        if isinstance(guard, ast.If)
        for node in ast.walk(guard)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "wait"
        and not (node.args or node.keywords)
    }


def _in_loop(lines: list[int | None], nodes: Sequence[ast.AST]) -> bool:
    """Does one of these stand within a loop?"""
    return any(
        line is None or loop.lineno <= line <= (loop.end_lineno or 0)
        for line in lines
        for loop in nodes
        if isinstance(loop, ast.While | ast.For)
    )


# -- permits and items


def of_permits(
    events: Sequence[Event], things: Things, is_bare: Callable[[Event], bool]
) -> Iterator[Misuse]:
    """A thread is over and has kept a permit of a kind that is given back. Where threads give what
    they have not taken, permits are signals, and nothing leaks; nor is counted what may have been
    refused, as a call that `is_bare` cannot be."""
    semaphores = uses(events, things, "Semaphore")
    over = {event.thread for event in events if semaphores and event.kind == "done"}
    for done in semaphores.values():
        takes, gives = _of(done, _TAKES), _of(done, _GIVES)
        if not gives or not all(is_bare(use.event) for use in takes):
            continue
        held: Counter[int] = Counter()
        last = {use.event.thread: use.event for use in takes}
        changes = [(use.at, use.event.thread, 1) for use in takes]
        changes += [(use.at, use.event.thread, -1) for use in gives]
        for _, thread, change in sorted(changes):
            held[thread] += change
            if held[thread] < 0:
                break
        else:
            for thread in sorted(over):
                if held[thread] > 0:
                    yield Misuse("leaked_permit", last[thread])


def _joins(event: Event, thing: Number) -> bool:
    return event.operation == "join" and any(touch.thing == thing for touch in event.touches)


def of_items(events: Sequence[Event], things: Things) -> Iterator[Misuse]:
    """A thread waits in `join`, the queue is empty, and who got an item has not marked it."""
    done = uses(events, things, "Queue")
    if not done:
        return
    got: dict[Number, list[Event]] = {}
    last: dict[int, Event] = {}
    stands: dict[int, bool] = {}
    for event in _noting(events, last):
        stands[event.thread] = event.kind == "wait"
        if event.kind == "get" and event.thing is not None and event.thread in last:
            got.setdefault(event.thing, []).append(last[event.thread])
    for thing, methods in done.items():
        waits = [use.event.thread for use in methods.get("join", ())]
        stuck = any(stands[thread] and _joins(last[thread], thing) for thread in waits)
        state = attributes(things.get(thing)) if stuck else {}
        if state.get("unfinished_tasks") and not state.get("queue"):
            marked = Counter(use.event.thread for use in methods.get("task_done", ()))
            for event in got.get(thing, ()):
                marked[event.thread] -= 1
                if marked[event.thread] < 0:
                    yield Misuse("never_marked", event)
                    break


# -- locks


def of_locks(
    events: Iterable[Event], races: Iterable[Race], own: Container[Number]
) -> Iterator[Misuse]:
    """Of the program's own: held where two threads race, and taken by one of them alone in the
    whole run."""
    takers: dict[Any, set[int]] = {}
    taken: dict[Any, Event] = {}
    last: dict[int, Event] = {}
    for event in _noting(events, last):
        if event.kind == "acquire":
            takers.setdefault(event.thing, set()).add(event.thread)
            taken.setdefault(event.thing, last.get(event.thread, event))
    for race in races:
        for side in race:
            for lock in side.held:
                if lock in own and len(takers.get(lock, ())) == 1:
                    yield Misuse("lock_of_one", taken[lock], lock)
