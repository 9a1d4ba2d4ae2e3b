"""What a step did to what threads share, and whether two steps depend on each other: pure data.

An act is [kind, thing, part]. Kinds: `r` and `w` of a place; of a lock `A` (taken, and nobody had
it when the step began), `T` (taken by who might have found it held), `F` (found held, queued), `S`
(held, and nobody else could go on either), `L` (looked at) and `R` (given back); `<` and `>` give
and take an order that nothing can turn around: a start, a wake-up, the end of who is joined. `r`
and `w` have a label besides, by which other runs know the place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypedDict

from ..access.touches import overlap

READ, WRITE = "r", "w"
TAKEN, TRIED, QUEUED, STUCK, LOOKED, GIVEN = "A", "T", "F", "S", "L", "R"
BEFORE, AFTER = "<", ">"
LASTING = "="  # begins the name of a thing that is the same in each run
NEW = "?"  # a thing that nobody had touched when the step was taken

Act = Sequence[str]
_LOCK = frozenset((TAKEN, TRIED, QUEUED, STUCK, LOOKED, GIVEN))
_TAKING = frozenset((TAKEN, TRIED))
_ORDER = frozenset((BEFORE, AFTER))
_LOOKS = frozenset((READ, LOOKED))


def depend(act: Act, other: Act) -> bool:
    """Of acts on one thing: may it matter which comes first?"""
    kind, kind2 = act[0], other[0]
    if kind in _ORDER or kind2 in _ORDER or (kind in _LOOKS and kind2 in _LOOKS):
        return False
    if STUCK in (kind, kind2):
        return kind in _TAKING or kind2 in _TAKING
    if kind in _LOCK or kind2 in _LOCK:
        return True
    return overlap(act[2], other[2])


def reversible(earlier: Act, later: Act) -> bool:
    """Of acts that depend: could the later one have come first? Who waits for a lock to be free
    could not have taken it before it was given back."""
    return not (earlier[0] == GIVEN and later[0] == TAKEN)


FirstTouch = dict[str, int]  # of each thing: in which step of the run


class Sleeper(TypedDict):
    """What a thread would do, which has been tried, from step `since` of a run on."""

    since: int
    does: list[Act]


def note(first: FirstTouch, does: Iterable[Act], number: int) -> None:
    """The step of that number did this."""
    for act in does:
        first.setdefault(act[1], number)


def asleep(does: Iterable[Act], since: int, first: FirstTouch) -> Sleeper:
    """As another run can read it, which gives other numbers to what nobody has touched yet."""
    acts: list[Act] = [
        [act[0], act[1] if _is_known(act[1], since, first) else NEW, act[2]]
        for act in does
        if act[0] not in _ORDER
    ]
    return {"since": since, "does": acts}


def _is_known(thing: str, since: int, first: FirstTouch) -> bool:
    return thing.startswith(LASTING) or first.get(thing, since) < since


def awake(
    sleepers: Mapping[str, Sleeper], does: Iterable[Act], first: FirstTouch
) -> dict[str, Sleeper]:
    """Who sleeps on after a step that did this: those that it does not concern."""
    done = list(does)
    return {t: would for t, would in sleepers.items() if not _concerns(would, done, first)}


def _concerns(sleeper: Sleeper, done: list[Act], first: FirstTouch) -> bool:
    """Of things that were new when it fell asleep, any two may be one."""
    since = sleeper["since"]
    for act in sleeper["does"]:
        for other in done:
            new = not _is_known(other[1], since, first)
            if (new if act[1] == NEW else act[1] == other[1]) and depend(act, other):
                return True
    return False
