"""Lets threads take one lock and then holds them up: made to find locks that are taken in a circle.

A circle of five needs five threads stopped in one place each, which neither chance nor priorities
bring about
often; the hint that a thread holds a lock is enough.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from .base import Policy

EAGER = 0.85  # how often a thread that holds a lock is stopped
RESTLESS = 0.1  # and one that holds none
OFTEN = 4_000  # questions after which they come half as often
PATIENT = 0.02  # how much less a holder is chosen to go on


class Hold(Policy):
    name = "hold"
    seeded = True
    counts_locks = True

    @classmethod
    def make(cls, seed: int, granularity: str, horizon: int) -> Hold:
        return cls(seed)

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.asked = 0
        self.held: dict[int, int] = {}

    def lock(self, thread: int, change: int) -> None:
        self.held[thread] = self.held.get(thread, 0) + change

    def next_step(self, step: int) -> int:
        """A long program is stopped ever more rarely, or its switches would take all the time."""
        return step + (1 << self.asked // OFTEN)

    def preempt(self, step: int, threads: Sequence[int], usual: int) -> int:
        self.asked += 1
        chance = EAGER if self.held.get(threads[0]) else RESTLESS
        return self.pick(0, threads[1:]) if self.random.random() < chance else usual

    def pick(self, number: int, threads: Sequence[int]) -> int:
        weights = [PATIENT if self.held.get(thread) else 1.0 for thread in threads]
        return self.random.choices(threads, weights)[0]
