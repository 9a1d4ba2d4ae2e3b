"""Selectively uniform random walk: of the accesses of one thing that is shared, each order is met
about as often as any other, whatever else the threads do in between.

Zhao, Wolff, Mathur and Roychoudhury, "Selectively uniform concurrency testing", ASPLOS 2025. It
has to know which accesses these are and how many of them a thread makes: `interest` counts them in
the runs before.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence

from .base import Policy


class Surw(Policy):
    name = "surw"
    seeded = True
    at_accesses = True

    @classmethod
    def make(cls, seed: int, granularity: str, horizon: int) -> Surw:
        return cls(seed)

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.places: Collection[int] | None = None  # of those accesses; None for all
        self.left: dict[int, int] = {}  # of those accesses, by thread
        self.at: dict[int, int] = {}  # the access before which a thread stands
        self.intended: int | None = None  # whose access of those is to be the next
        self.begun: set[int] = set()

    def look_for(self, places: Collection[int], counts: Mapping[int, int]) -> None:
        self.places, self.left = places, dict(counts)

    def started(self, thread: int) -> None:
        self.begun.add(thread)

    def did(self, thread: int, place: int) -> None:
        """It makes the access before which it stood."""
        self.at.pop(thread, None)
        if self._counts(place):
            self.left[thread] = self.left.get(thread, 0) - 1
            self.intended = None

    def preempt(self, step: int, threads: Sequence[int], usual: int) -> int:
        return usual if usual != threads[0] else self.pick(0, threads)

    def pick(self, number: int, threads: Sequence[int]) -> int:
        if self.intended is None:
            unborn = [thread for thread in self.left if thread not in self.begun]
            self.intended = self._drawn([*threads, *unborn])
        free = [thread for thread in threads if thread == self.intended or not self._waits(thread)]
        if free:
            return self.random.choice(free)
        self.intended = self._drawn(threads)
        return self.intended

    def _counts(self, place: int) -> bool:
        return self.places is None or place in self.places

    def _waits(self, thread: int) -> bool:
        return thread in self.at and self._counts(self.at[thread])

    def _drawn(self, threads: Sequence[int]) -> int:
        """By how many such accesses it has left, so that orders are met equally often."""
        weights = [max(0, self.left.get(thread, 0)) for thread in threads]
        return self.random.choices(threads, weights if any(weights) else None)[0]
