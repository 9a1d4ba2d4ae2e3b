"""Asks a caller at every step: the reader is the scheduler."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .base import Policy

#: Given the threads that may run, the running one first if it can go on: which one does?
Ask = Callable[[Sequence[int], bool], int]


class Step(Policy):
    when_alone = True

    def __init__(self, ask: Ask) -> None:
        self.ask = ask

    def next_step(self, step: int) -> int:
        return step + 1

    def woken(self, thread: int, current: int, step: int) -> int:
        return step + 1

    def preempt(self, step: int, threads: Sequence[int], usual: int) -> int:
        return self.ask(threads, True)

    def pick(self, number: int, threads: Sequence[int]) -> int:
        return self.ask(threads, False)
