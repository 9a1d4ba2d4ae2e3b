"""Gives threads the turns that it was told: for a run of the same parts in another order."""

from __future__ import annotations

from collections.abc import Sequence

from .base import NEVER, Policy

#: A thread, its steps, and whether it is then preempted; if not, it runs until it cannot go on.
Turn = tuple[int, int, bool]


class Turns(Policy):
    """A turn whose thread is not ready is left out; after the last one, nobody is preempted."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self.turns = list(turns)
        self.end: int | None = None  # the step at which this turn is over, once it has begun

    def next_step(self, step: int) -> int:
        if self.end is None:
            _, steps, preempted = self.turns[0] if self.turns else (0, 0, False)
            self.end = step + steps if preempted else NEVER
        return self.end

    def preempt(self, step: int, threads: Sequence[int], usual: int) -> int:
        if self.end is None or step < self.end:
            return usual
        return self._following(threads, usual)

    def pick(self, number: int, threads: Sequence[int]) -> int:
        return self._following(threads, threads[0])

    def _following(self, threads: Sequence[int], usual: int) -> int:
        return next((thread for thread, *_ in self.turns[1:] if thread in threads), usual)

    def runs(self, thread: int) -> None:
        following = (at for at, turn in enumerate(self.turns) if at and turn[0] == thread)
        self.turns = self.turns[next(following, len(self.turns)) :]
        self.end = None
