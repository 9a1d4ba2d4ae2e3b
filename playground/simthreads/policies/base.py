"""The questions that the kernel asks a policy. A policy sees thread numbers, never threads."""

from __future__ import annotations

from collections.abc import Sequence

NEVER = 1 << 62


class Policy:
    """Never preempts, takes who has waited longest: what all schedules are written as deviations
    from."""

    name = ""  # by which a request asks for it; what has none is made by the engine alone
    seeded = False  # whether another seed is another schedule, so that a search can try many
    misfit = ""  # set by a policy that cannot go on: the run ends
    when_alone = False  # ask `preempt` although only one thread can run
    at_accesses = False  # ask `preempt` before each instruction that touches what others can touch
    counts_locks = False  # tell `lock` who takes and gives back locks

    @classmethod
    def make(cls, seed: int, granularity: str, horizon: int) -> Policy:
        """As a request wants it; `horizon` is how many steps a run is thought to take."""
        return cls()

    def started(self, thread: int) -> None:
        """A thread has come into being."""

    def runs(self, thread: int) -> None:
        """`thread` goes on, or goes on again."""

    def lock(self, thread: int, change: int) -> None:
        """A thread has taken (1) or given back (-1) a lock."""

    def woken(self, thread: int, current: int, step: int) -> int:
        """`thread` is ready while `current` runs: the step at which to ask `preempt`."""
        return NEVER

    def next_step(self, step: int) -> int:
        """The first step after `step` at which `preempt` is to be asked."""
        return NEVER

    def preempt(self, step: int, threads: Sequence[int], usual: int) -> int:
        """Who goes on at this step: the running thread is `threads[0]`, the others are ready.

        May be asked at more steps than it wished for; `usual` is what happens without a wish.
        """
        return usual

    def pick(self, number: int, threads: Sequence[int]) -> int:
        """Who runs, when the running thread cannot go on and more than one is ready."""
        return threads[0]
