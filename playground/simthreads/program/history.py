"""What the program's variables hold at each entry of its record, for who follows the run later.
Reads values as the stepper does; changes nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import ModuleType
from typing import TYPE_CHECKING, Any

from ..frames import outwards, parked_at
from .values import variables

if TYPE_CHECKING:
    from ...protocol import types as protocol
    from ..kernel import Kernel

MOST = 2_000  # entries of a record: who follows a run looks at one after the other
#: A variable of a thread's function, or of the module.
Name = tuple[int | None, str]


class History:
    """Of one run. `own` are the files whose code is the program's."""

    def __init__(self, kernel: Kernel, own: set[str]) -> None:
        self.kernel = kernel
        self.own = own
        self._held: dict[Name, str] = {}
        self._entries: list[dict[str, Any]] = []
        self._changes: list[list[protocol.ValueChange]] = []

    def look(self, entry: dict[str, Any]) -> None:
        """An event or a piece of output has just been recorded; a piece may grow."""
        if not self._entries or self._entries[-1] is not entry:
            if len(self._entries) == MOST:
                return
            self._entries.append(entry)
            self._changes.append([])
        held, now = self._held, dict(self._now())
        changed = {key: value for key, value in now.items() if held.get(key) != value}
        gone = dict.fromkeys(key for key in held if key not in now)
        self._changes[-1] += [
            {"thread": thread, "name": name, "value": value}
            for (thread, name), value in (changed | gone).items()
        ]
        self._held = now

    def _now(self) -> Iterator[tuple[Name, str]]:
        module = sys.modules.get("__main__")
        if type(module) is not ModuleType:  # the run is at its end, and nothing changes any more
            yield from self._held.items()
            return
        for each in variables(vars(module)):
            yield (None, each["name"]), each["value"]
        for number in self.kernel.tasks:
            for each in self._locals(number):
                yield (number, each["name"]), each["value"]

    def _locals(self, number: int) -> list[protocol.Variable]:
        """Of the innermost function of the program that the thread is in."""
        for frame in outwards(parked_at(number)):
            if frame.f_code.co_filename in self.own:
                is_module = frame.f_code.co_name == "<module>"  # those are the global ones
                return [] if is_module else variables(frame.f_locals)
        return []

    def told(
        self, events: list[dict[str, Any]], output: list[protocol.Written]
    ) -> list[protocol.Values]:
        """By the place of each entry in the finished record, in the order of the run."""
        lists: dict[protocol.ValuesAt, list[Any]] = {"event": events, "output": output}
        places = {id(one): (of, at) for of, many in lists.items() for at, one in enumerate(many)}
        found: list[protocol.Values] = []
        for entry, changes in zip(self._entries, self._changes, strict=True):
            if id(entry) in places:  # a circle that proved to be no deadlock is in no record
                of, at = places[id(entry)]
                found.append({"of": of, "at": at, "changes": changes})
        return found
