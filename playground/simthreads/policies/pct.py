"""Probabilistic concurrency testing: random priorities, lowered at a few random steps.

A bug that needs d ordering constraints is found in one run with probability of at least
1/(n*k^(d-1))
for n threads and k steps (Burckhardt et al., ASPLOS 2010).
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from .base import NEVER, Policy


class Pct(Policy):
    name = "pct"
    seeded = True

    @classmethod
    def make(cls, seed: int, granularity: str, horizon: int) -> Pct:
        return cls(seed, depth=2 + seed % 4, horizon=horizon)

    def __init__(self, seed: int, depth: int = 3, horizon: int = 1000) -> None:
        self.random = random.Random(seed)
        self.changes = sorted(self.random.randrange(1, max(2, horizon)) for _ in range(depth - 1))
        self.priority: dict[int, float] = {}

    def started(self, thread: int) -> None:
        self.priority[thread] = 1.0 + self.random.random()

    def woken(self, thread: int, current: int, step: int) -> int:
        higher = self.priority[thread] > self.priority[current]
        return step + 1 if higher else NEVER

    def next_step(self, step: int) -> int:
        return max(self.changes[0], step + 1) if self.changes else NEVER

    def preempt(self, step: int, threads: Sequence[int], usual: int) -> int:
        me = threads[0]
        while self.changes and step >= self.changes[0]:
            self.changes.pop(0)
            self.priority[me] = float(len(self.changes)) / 100.0
        if usual != me:  # a thread that spins: whoever it waits for must get to run
            self.priority[me] = min(self.priority.values()) - 1.0
        return self.pick(0, threads)

    def pick(self, number: int, threads: Sequence[int]) -> int:
        return max(threads, key=lambda thread: self.priority[thread])
