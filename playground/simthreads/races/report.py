"""What one run says of races and of orders of locks, as plain JSON. Knows the trace of a run."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from ..access import READ, UNKNOWN, Event
from ..access.things import Number, Things
from ..access.trace import Trace, line_at, line_of
from . import lock_order, misuse
from .detect import Detector, Race, Side, Trust
from .promises import Promises
from .source import Source

if TYPE_CHECKING:
    from ...protocol import types as protocol

Cure = Literal["join", "lock", "lock_too", "same_lock"]
_PASSES = 8
MOST = 20  # races that are told


def judge(events: list[Event], things: Things) -> tuple[list[Race], list[tuple[Race, str]]]:
    """The races, and those that a promise excuses. What is excused may order threads: so others
    fall away, until nothing changes."""
    promises = Promises(events, things)
    trusted: set[Trust] = set()
    excused: dict[Any, tuple[Race, str]] = {}
    races: list[Race] = []
    for _ in range(_PASSES):
        known, races = len(trusted), []
        for race in Detector(things, trusted).run(events):
            name, trust = promises.excuse(race)
            if name:
                excused.setdefault((race.first.touch.thing, name), (race, name))
            else:
                races.append(race)
            if trust is not None:
                trusted.add(trust)
        if len(trusted) == known:
            break
    return races, list(excused.values())


class Report:
    def __init__(self, trace: Trace, source: Source) -> None:
        self._trace = trace
        self._things = trace.accesses.things
        self._full = trace.full or self._things.full
        self._codes = trace.accesses.codes
        self._events = trace.events()
        self._source = source
        self._permits = lock_order.capacities(self._events, self._things)
        self._own_locks = lock_order.own_locks(self._events, self._things)
        self._names = self._lock_names()

    def facts(self) -> protocol.Races:
        races, excused = judge(self._events, self._things)
        certain = [race for race in races if UNKNOWN not in _kinds(race)]
        not_seen = [*self._source.not_seen]
        not_seen += ["calls"] * (len(certain) < len(races)) + ["long"] * self._full
        if "loop" in not_seen:  # who calls what there, nobody tells
            certain, excused = [], []
        told = _by_lines(certain)
        lines = {_lines(race) for race in told}
        misuses = [] if self._full or "loop" in not_seen else self._misuses(told)
        excused = [(race, name) for race, name in excused if _lines(race) not in lines]
        return {
            "races": _once(self._race(race) for race in told)[:MOST],
            "harmless": _once({**self._race(race), "promise": name} for race, name in excused)[
                :MOST
            ],
            "lock_orders": self._lock_orders(),
            "misuses": misuses[:MOST],
            "not_seen": sorted(not_seen),
            "runs": 1,
            "threads": {str(number): name for number, name in self._trace.names.items()},
        }

    # -- races

    def _race(self, race: Race) -> protocol.Race:
        part, thing = race.second.touch.part, race.second.touch.thing
        return {
            "what": self._source.place(race.second.event) or part.strip("'"),
            "of": self._things.kind(thing),
            "sides": [self._side(side) for side in race],
            "cure": self._cure(race),
        }

    def _side(self, side: Side) -> protocol.RaceSide:
        event = side.event
        return {
            "thread": event.thread,
            "line": line_of(event),
            "step": event.step,
            "kind": "read" if side.touch.kind == READ else "write",
            "source": self._source.text(event),
            "holds": [self._names.get(lock, "") for lock in side.held if lock in self._names],
            "stack": [
                {"function": code.co_qualname, "line": line_at(code, at)}
                for code, at in event.stack
            ],
        }

    def _cure(self, race: Race) -> Cure:
        """What would order the two: as `words/*.yml` says it."""
        held = [{lock for lock in side.held if lock in self._names} for side in race]
        if held[0] and held[1]:
            return "same_lock"
        if held[0] or held[1]:
            return "lock_too"
        parent = self._parents()
        one, other = (side.event.thread for side in race)
        if parent.get(one) == other or parent.get(other) == one:
            return "join"
        return "lock"

    def _parents(self) -> dict[int, int]:
        starts = (event for event in self._events if event.kind == "start")
        return {event.details["child"]: event.thread for event in starts}

    # -- what the library's things are used for

    def _misuses(self, told: list[Race]) -> list[protocol.Misuse]:
        events, things = self._events, self._things
        whole = len({code.co_filename for code in self._codes}) == 1
        found = (
            *misuse.of_conditions(events, things, self._source.nodes, whole),
            *misuse.of_permits(events, things, self._is_bare),
            *misuse.of_items(events, things),
            *misuse.of_locks(events, told, self._names),
        )
        once = {(each.kind, line_of(each.event)): self._misuse(each) for each in found}
        return list(once.values())

    def _misuse(self, seen: misuse.Misuse) -> protocol.Misuse:
        event = seen.event
        what = self._names.get(seen.lock, "") if seen.lock else self._source.receiver(event)
        return {"kind": seen.kind, "thread": event.thread, "line": line_of(event), "what": what}

    def _is_bare(self, event: Event) -> bool:
        return self._source.text(event).partition("acquire(")[2] in ("", ")")

    # -- locks

    def _lock_names(self) -> dict[Number, str]:
        """As the program writes them where it takes them."""
        own = self._own_locks
        names: dict[Number, str] = {}
        last: dict[int, Event] = {}
        for event in self._events:
            if event.kind == "touch":
                last[event.thread] = event
                for touch in event.touches:
                    if touch.thing in self._permits and touch.part in ("acquire", "__enter__"):
                        names.setdefault(touch.thing, self._source.owner(event))
            elif event.kind == "acquire" and event.thing in own and event.thread in last:
                assert event.thing is not None
                names.setdefault(event.thing, self._source.owner(last[event.thread]))
        return names

    def _lock_orders(self) -> list[protocol.LockOrder]:
        own = self._own_locks
        if len(own) < 2:  # no circle
            return []
        taken = lock_order.takings(self._events, own, self._permits)
        found = lock_order.circles(taken, self._permits)
        return [self._circle(circle) for circle in islice(found, MOST)]

    def _circle(self, circle: tuple[lock_order.Taking, ...]) -> protocol.LockOrder:
        gate = lock_order.gate(circle, self._permits)
        return {
            "gate": None if gate is None else self._names.get(gate, ""),
            "takings": [
                {
                    "thread": each.thread,
                    "holds": self._names.get(each.holds, ""),
                    "holds_line": line_of(each.first),
                    "wants": self._names.get(each.wanted, ""),
                    "wants_line": line_of(each.second),
                }
                for each in circle
            ],
        }


def _by_lines(races: list[Race]) -> list[Race]:
    """One for each place and pair of lines."""
    found: dict[Any, Race] = {}
    for race in races:
        found.setdefault((race.first.touch.part, _lines(race)), race)
    return list(found.values())


def _once(told: Iterable[Any]) -> list[Any]:
    """Many objects of one class may race in the same two lines."""
    found: dict[Any, Any] = {}
    for race in told:
        lines = tuple(sorted(side["line"] or 0 for side in race["sides"]))
        found.setdefault((race["what"], lines), race)
    return list(found.values())


def _lines(race: Race) -> tuple[Any, ...]:
    return race.first.touch.thing, frozenset(line_of(side.event) for side in race)


def _kinds(race: Race) -> set[str]:
    return {side.touch.kind for side in race}


def report(trace: Trace, source: Source) -> Any:
    return Report(trace, source).facts()
