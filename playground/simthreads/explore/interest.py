"""What threads share, and how often each touches it: what a selectively uniform walk needs to know
of the runs before it."""

from __future__ import annotations

from collections import Counter
from types import CodeType
from typing import TYPE_CHECKING, Any, TypedDict

from ..access import READ, SYNC, Accesses, Touch
from ..access.touches import ALL, SIZE

if TYPE_CHECKING:
    from ..access.things import Number
    from ..access.watch import Event, Here
    from ..policies.surw import Surw

MOST = 64  # shared things that are kept


class Shared(TypedDict):
    """The accesses of one thing: where they stand in the code, and how many each thread makes."""

    places: list[int]
    counts: list[list[int]]


class Interest(Accesses):
    """Tells the policy before which access a thread stands and which it makes."""

    def __init__(self, policy: Surw) -> None:
        super().__init__()
        self.walk = policy
        self.listeners.append(self._made)
        self._counts: dict[int, Counter[int]] = {}  # by place and thread
        self._of: dict[tuple[Number, str], _Place] = {}

    def _touches(self, here: Here) -> tuple[Touch, ...]:
        touches = super()._touches(here)
        if touches:
            self.walk.at[here.thread] = _place(here.site.code, here.site.at)
        return touches

    def _made(self, event: Event) -> None:
        if event.kind != "touch" or event.code is None:
            return
        place, me = _place(event.code, event.at), event.thread
        self.walk.did(me, place)
        if len(self.walk.begun) == 1:
            return  # who would come before it?
        self._counts.setdefault(place, Counter())[me] += 1
        for touch in event.touches:
            key = touch.thing, "" if touch.kind == SYNC else touch.part
            found = self._of.setdefault(key, _Place())
            found.places.add(place)
            found.threads.add(me)
            found.changes = found.changes or touch.kind != READ

    def shared(self) -> list[Shared]:
        """What more than one thread touches, and one changes."""
        whole = {thing for thing, part in self._of if part in (ALL, SIZE)}
        found: dict[tuple[Number, str], _Place] = {}
        for (thing, part), each in self._of.items():
            key = (thing, ALL if thing in whole else part)
            found.setdefault(key, _Place()).add(each)
        sets = {
            frozenset(each.places): None
            for each in found.values()
            if each.changes and len(each.threads) > 1
        }
        return [self._told_of(places) for places in list(sets)[:MOST]]

    def _told_of(self, places: frozenset[int]) -> Shared:
        counts: Counter[int] = Counter()
        for place in places:
            counts += self._counts[place]
        return {"places": sorted(places), "counts": [list(pair) for pair in counts.items()]}


def _place(code: CodeType, at: int) -> int:
    """An instruction, as another run knows it."""
    return code.co_firstlineno << 20 | at


class _Place:
    def __init__(self) -> None:
        self.places: set[int] = set()
        self.threads: set[int] = set()
        self.changes = False

    def add(self, other: _Place) -> None:
        self.places |= other.places
        self.threads |= other.threads
        self.changes = self.changes or other.changes


class Interests(TypedDict):
    """What is known of the things that are shared, how many walks there were, and whether there
    are to be no more."""

    shared: list[Shared]
    walks: int
    over: bool


def begin() -> Interests:
    return {"shared": [], "walks": 0, "over": False}


def give_up(state: Interests) -> None:
    """A walk has shown what the program does not do unwatched."""
    state["over"] = True


def ask(state: Interests) -> dict[str, Any]:
    """One thing after the other is walked through, then all accesses."""
    turn = state["walks"] % (len(state["shared"]) + 1)
    state["walks"] += 1
    return {"interest": state["shared"][turn]} if turn < len(state["shared"]) else {}


def learn(state: Interests, fresh: list[Shared]) -> None:
    """Of one thing, all the places that were met, and the most that a thread was seen to make."""
    for each in fresh:
        old = next((old for old in state["shared"] if _alike(old, each)), None)
        if old is not None:
            old["places"] = sorted({*old["places"], *each["places"]})
            counts: dict[int, int] = {}
            for thread, count in [*old["counts"], *each["counts"]]:
                counts[thread] = max(count, counts.get(thread, 0))
            old["counts"] = [list(pair) for pair in counts.items()]
        elif len(state["shared"]) < MOST:
            state["shared"].append(each)


def _alike(one: Shared, other: Shared) -> bool:
    """The same thing, of which a run may not have come to each place."""
    places = {*one["places"]} & {*other["places"]}
    return 2 * len(places) > min(len(one["places"]), len(other["places"]))
