"""Switches at random steps to random threads; a seed decides all of it."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from .base import NEVER, Policy

#: How often to switch, a step: seeds take turns, because bugs differ in the pace that shows them.
PACES = (0.05, 0.2, 0.5, 0.01)


class SeededRandom(Policy):
    def __init__(self, seed: int, pace: float | None = None) -> None:
        self.random = random.Random(seed)
        self.pace = PACES[seed % len(PACES)] if pace is None else pace
        self.due = self._gap()

    def _gap(self) -> int:
        if self.pace <= 0:
            return NEVER
        if self.pace >= 1:
            return 1
        return 1 + int(math.log(1.0 - self.random.random()) / math.log(1.0 - self.pace))

    def next_step(self, step: int) -> int:
        if self.due <= step:
            self.due = step + self._gap()
        return self.due

    def preempt(self, step: int, threads: Sequence[int], usual: int) -> int:
        if step < self.due:
            return usual
        return threads[1 + self.random.randrange(len(threads) - 1)]

    def pick(self, number: int, threads: Sequence[int]) -> int:
        return threads[self.random.randrange(len(threads))]
