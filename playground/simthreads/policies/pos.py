"""Partial order sampling: each next access has a priority of its own, drawn anew whenever another
access that it depends on has gone first, so that orders that differ are met more evenly.

Yuan, Yang and Gu, "Partial order aware concurrency sampling", CAV 2018. With every other seed, who
starts the others is held back by nobody: a bug among many threads needs them all.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from ..access.touches import READ, Touch, overlap
from .base import Policy

FIRST = 2.0  # above all that is drawn


class Pos(Policy):
    name = "pos"
    seeded = True
    at_accesses = True

    @classmethod
    def make(cls, seed: int, granularity: str, horizon: int) -> Pos:
        return cls(seed)

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.starter_first = seed % 2 == 0
        self.priority: dict[int, float] = {}
        self.pending: dict[int, tuple[Touch, ...]] = {}  # as `Accesses` keeps it

    def started(self, thread: int) -> None:
        self._draw(thread)
        if self.starter_first:  # up to its first access; who starts it waits for that
            self.priority[thread] = FIRST

    def woken(self, thread: int, current: int, step: int) -> int:
        self._draw(thread)
        return super().woken(thread, current, step)

    def preempt(self, step: int, threads: Sequence[int], usual: int) -> int:
        me = threads[0]
        if usual != me:  # a thread that spins: whoever it waits for must get to run
            self.priority[me] = -self.random.random()
            return usual
        self._draw(me)
        return self.pick(0, threads)

    def pick(self, number: int, threads: Sequence[int]) -> int:
        chosen = max(threads, key=self.priority.__getitem__)
        taken = self.pending.get(chosen, ())
        for thread in threads:
            if thread != chosen and _depend(taken, self.pending.get(thread, ())):
                self._draw(thread)
        return chosen

    def _draw(self, thread: int) -> None:
        leads = self.starter_first and thread == min(self.priority, default=thread)
        self.priority[thread] = FIRST if leads else self.random.random()


def _depend(some: tuple[Touch, ...], others: tuple[Touch, ...]) -> bool:
    return any(
        one.thing == other.thing
        and overlap(one.part, other.part)
        and not (one.kind == READ and other.kind == READ)
        for one in some
        for other in others
    )
