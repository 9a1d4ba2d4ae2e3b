"""Vector clocks: for each thread, how much of what it did is known to have happened before. Knows
no locks, no places and no runs."""

from __future__ import annotations

Clock = dict[int, int]


def merge(clock: Clock, other: Clock) -> None:
    """From now on, `clock` knows what `other` does."""
    for thread, count in other.items():
        if clock.get(thread, 0) < count:
            clock[thread] = count


def before(thread: int, count: int, clock: Clock) -> bool:
    """Had what `thread` did at its count happened when this clock was read?"""
    return count <= clock.get(thread, 0)
