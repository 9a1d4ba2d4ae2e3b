"""Each thread in its turn, for a fixed number of steps: the fairest and least surprising
schedule."""

from __future__ import annotations

from collections.abc import Sequence

from .base import Policy


class RoundRobin(Policy):
    name = "round-robin"

    def __init__(self, quantum: int = 500) -> None:
        self.quantum = quantum

    def next_step(self, step: int) -> int:
        return step - step % self.quantum + self.quantum

    def preempt(self, step: int, threads: Sequence[int], usual: int) -> int:
        return threads[1] if step % self.quantum == 0 else usual
