"""Repeats a recorded schedule: its deviations where they were, the usual choice everywhere else."""

from __future__ import annotations

from collections.abc import Sequence

from ..schedule import Schedule
from .base import NEVER, Policy


class Replay(Policy):
    """Strict: a schedule that does not fit is an error. Lenient (for shrinking): it is bent to
    fit."""

    def __init__(self, schedule: Schedule, strict: bool = True) -> None:
        self.strict = strict
        self.steps = {at: to for kind, at, to in schedule.deviations if kind == "s"}
        self.picks = {at: to for kind, at, to in schedule.deviations if kind == "c"}
        self.order = sorted(self.steps)
        self.index = 0

    def next_step(self, step: int) -> int:
        while self.index < len(self.order) and self.order[self.index] <= step:
            self._passed(self.order[self.index])
            self.index += 1
        return self.order[self.index] if self.index < len(self.order) else NEVER

    def _passed(self, step: int) -> None:
        if self.strict and step in self.steps:
            self.misfit = f"nobody to switch to at step {step}"

    def _choose(self, wanted: int | None, threads: Sequence[int], usual: int, where: str) -> int:
        if wanted is None:
            return usual
        if wanted in threads:
            return wanted
        if self.strict:
            self.misfit = f"thread {wanted} is not ready at {where}"
        return usual

    def preempt(self, step: int, threads: Sequence[int], usual: int) -> int:
        return self._choose(self.steps.pop(step, None), threads, usual, f"step {step}")

    def pick(self, number: int, threads: Sequence[int]) -> int:
        wanted = self.picks.pop(number, None)
        return self._choose(wanted, threads, threads[0], f"choice {number}")

    def unused(self) -> int:
        """How many deviations the run never came to."""
        return len(self.steps) + len(self.picks)
