"""Switches at random steps to random threads; a seed decides all of it."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from .base import NEVER, Policy

#: How often to switch, a step: seeds take turns, because bugs differ in the pace that shows them.
#: Calls that
#: concern other threads are few, and so each is worth a switch more often.
PACES = {
    "bytecode": (0.05, 0.2, 0.5, 0.01),
    "line": (0.1, 0.3, 0.6, 0.03),
    "call": (0.5, 0.8, 0.95, 0.2),
}
#: After so many switches, they come half as often.
OFTEN = 4_000
#: How eager a thread may be. With all alike, who starts the others rarely gets ahead of them all.
WEIGHTS = ((1.0,), (1.0, 4.0, 16.0))


class SeededRandom(Policy):
    name = "random"
    seeded = True

    @classmethod
    def make(cls, seed: int, granularity: str, horizon: int) -> SeededRandom:
        return cls(seed, granularity)

    def __init__(self, seed: int, granularity: str = "bytecode", pace: float | None = None) -> None:
        self.random = random.Random(seed)
        paces = PACES[granularity]
        self.pace = paces[seed % len(paces)] if pace is None else pace
        self.choices = WEIGHTS[seed // len(paces) % len(WEIGHTS)]
        self.weights: dict[int, float] = {}
        self.made = 0
        self.due = self._gap()

    def started(self, thread: int) -> None:
        self.weights[thread] = self.random.choice(self.choices)

    def _gap(self) -> int:
        if self.pace <= 0:
            return NEVER
        if self.pace >= 1:
            return 1
        return 1 + int(math.log(1.0 - self.random.random()) / math.log(1.0 - self.pace))

    def next_step(self, step: int) -> int:
        """A long program is switched ever more rarely, or its switches would take all the time."""
        if self.due <= step:
            self.made += 1
            if self.made % OFTEN == 0:
                self.pace /= 2
            self.due = step + self._gap()
        return self.due

    def preempt(self, step: int, threads: Sequence[int], usual: int) -> int:
        if step < self.due:
            return usual
        return self._any(threads if len(self.choices) > 1 else threads[1:])

    def pick(self, number: int, threads: Sequence[int]) -> int:
        return self._any(threads)

    def _any(self, threads: Sequence[int]) -> int:
        weights = [self.weights.get(thread, 1.0) for thread in threads]
        at = self.random.random() * sum(weights)
        for thread, weight in zip(threads, weights, strict=True):
            at -= weight
            if at < 0:
                return thread
        return threads[-1]
