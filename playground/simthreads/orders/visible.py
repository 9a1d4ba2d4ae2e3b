"""Runs a program in one order and tells its steps: where a thread stands before something that
others may notice, and what it then does.

Knows the frames and the accesses; which order, `policies.directed` knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import CodeType, FrameType
from typing import TYPE_CHECKING, TypedDict

from .. import callers, quick
from ..access import SYNC, Touch, reach
from ..operands import Operands
from ..policies.directed import FREE, Directed
from . import guards
from .acts import Instruction, acts_of, changed, instructions, name_of
from .footprint import Act
from .library import NUMBERS
from .races import Step
from .told import DATA, OUTPUT, Told

if TYPE_CHECKING:
    from ..access.sites import Site
    from ..task import Task


def _by_line(place: str) -> tuple[str, int]:
    name, _, line = place.rpartition(":")
    return name, int(line or 0)


class Order(TypedDict):
    steps: list[Step]
    redundant: bool  # cut short, since what follows was tried
    long: bool  # cut short, since it took too many steps
    another: bool  # it could not go the way that it was to go
    sites: list[str]  # instructions that did what orders threads, and before which nobody stopped
    unseen: list[str]  # what was not looked at, in a word each
    timed: list[str]  # the lines that wait for a time


class Visible(Told):
    at_each = True

    def __init__(self, policy: Directed) -> None:
        super().__init__(policy)
        self._frames: dict[int, list[tuple[int, list[Act]]]] = {}
        self._instructions: dict[int, dict[int, Instruction]] = {}

    def told(self) -> Order:
        policy = self.directed
        shared = {name_of(number) for number in self.things.shared} | {OUTPUT, NUMBERS}
        for step in policy.steps:
            step["does"] = [
                act
                for act in step["does"]
                if act[0] not in DATA or act[1] in shared or act[3] in policy.visible
            ]
        if policy.impatient:
            self.unseen.add("loop")
        if self.things.full:
            self.unseen.add("large")
        self.unseen |= reach.unseen
        return {
            "steps": policy.steps,
            "redundant": policy.redundant,
            "long": policy.long,
            "another": policy.misfit == "another",
            "sites": sorted(self.sites),
            "unseen": sorted(self.unseen),
            "timed": sorted(self.timed, key=_by_line),
        }

    # -- instructions

    def watch(self, codes: Iterable[CodeType]) -> None:
        """Each instruction: one may leave the program, or do more than its place says."""
        watched = list(codes)
        super().watch(watched)
        for code in watched:
            self._instructions[id(code)] = instructions(code)

    def arrive(self, code: CodeType, at: int) -> None:
        kernel = self.kernel
        assert kernel is not None
        if quick.state[quick.GONE]:
            self.things.forget()
        me = kernel.current
        site = self._sites.get(id(code) + at)
        instruction = self._instructions[id(code)][at]
        frame = callers.frame_at(0)
        outer = self._outer(me.id, frame)
        touches, acts = self._sight(site, me.id, instruction, frame)
        if self._stops(touches, acts, instruction, frame, outer):
            self._stop(me, touches, instruction)
            kernel.alarm = kernel.steps + 1
            switches = kernel.switches
            kernel.point()
            if kernel.switches != switches:
                touches, acts = self._sight(site, me.id, instruction, frame)
            self._at.pop(me.id, None)
            for act in outer:
                self._act(act)
        else:
            kernel.point()
            self._at[me.id] = instruction
        if frame is not None:
            self._frames[me.id][-1] = (id(frame), [act for act in acts if act[0] in DATA])
        for act in acts:
            self._act(act)

    def _sight(
        self, site: Site | None, me: int, instruction: Instruction, frame: FrameType | None
    ) -> tuple[tuple[Touch, ...], list[Act]]:
        if site is None or frame is None:
            return (), []
        raws = site.look(Operands.of(frame))
        number = self.things.number
        touches = tuple([Touch(raw.kind, number(raw.owner, me), raw.part) for raw in raws])
        if self._started:
            self.unseen.update(word for raw in raws for word in changed(raw))
        acts = acts_of(raws, touches, self.things, self._name, me, instruction)
        if any(act[0] in DATA and act[3] in self.directed.visible for act in acts):
            addresses = {id(raw.owner) for raw in raws}
            self.unseen |= {reach.worked_on[each] for each in addresses & reach.worked_on.keys()}
        return touches, acts

    def _stops(
        self,
        touches: tuple[Touch, ...],
        acts: list[Act],
        instruction: Instruction,
        frame: FrameType | None,
        outer: list[Act],
    ) -> bool:
        visible = self.directed.visible
        if any(touch.kind == SYNC for touch in touches) or instruction.site in visible:
            return True
        if instruction.leaves:  # for the library, or for C, which may do more that others notice
            above = frame.f_back if frame is not None else None
            if outer or above is None or above.f_code.co_filename not in self._own:
                return True
        return not instruction.late and any(act[0] in DATA and act[3] in visible for act in acts)

    def _stop(self, me: Task, touches: tuple[Touch, ...], instruction: Instruction) -> None:
        free, lock = FREE, None
        if instruction.bare:
            for touch in touches:
                if touch.kind == SYNC:
                    owner = self.things.get(touch.thing)
                    free, lock = guards.of_operation(me, owner, touch.part)
        self._guards[me.id] = lock
        self.directed.stop(me.id, free)

    def _outer(self, me: int, frame: FrameType | None) -> list[Act]:
        """What the frames further out are in the midst of: a call into C that called this one may
        yet go on with it."""
        stack = self._frames.setdefault(me, [])
        if frame is None:
            return []
        if not stack or stack[-1][0] != id(frame):
            chain = set()
            above = frame.f_back
            while above is not None:
                chain.add(id(above))
                above = above.f_back
            while stack and stack[-1][0] not in chain:
                stack.pop()
            stack.append((id(frame), []))
        return [act for _, acts in stack[:-1] for act in acts]
