"""What time it is in a run, and whose comes next: a clock that a step moves on a little, and that
jumps when all wait. Knows tasks by their timers alone."""

from __future__ import annotations

import heapq
from operator import itemgetter
from typing import NamedTuple

from .task import BLOCKED, Task

SECOND = 1_000_000_000
STEP = 1_000  # virtual nanoseconds that one step of a program takes
FASTER = 32  # so many steps a native interpreter takes in the time of one
LATE = 60_000  # nanoseconds by which an operating system is late to wake who sleeps


class Timer(NamedTuple):
    """`due` is by the run's clock, `native` by the one that a native run would have gone by."""

    due: int
    native: int
    serial: int
    task: Task
    token: int

    @property
    def matters(self) -> bool:
        return self.task.token == self.token and self.task.state is BLOCKED


_by_native_clock = itemgetter(1, 2)  # then by the serial number


class VirtualClock:
    #: Where `js/quick.js` finds the first two.
    __slots__ = ("__dict__", "alarm", "steps")

    def __init__(self) -> None:
        self.steps = 0
        self.alarm = 0  # the step at which there is something to do
        self.idle = 0  # virtual nanoseconds spent other than by steps
        self.native_idle = 0  # the same where a step takes as long as natively
        self.timers: list[Timer] = []  # a heap
        self.stalls = 0  # how often nobody could run until a wait for something was given up
        self._serial = 0

    @property
    def now(self) -> int:
        """Virtual nanoseconds since the start."""
        return self.idle + self.steps * STEP

    def set_timer(self, task: Task, delay: int) -> None:
        self._serial += 1
        ran = self.steps * STEP
        due, native = self.idle + ran + delay, self.native_idle + ran // FASTER + delay
        heapq.heappush(self.timers, Timer(due, native, self._serial, task, task.token))

    def next_due(self) -> Task | None:
        """One whose time has come, and who still waits for it; asked again until there is none."""
        timers = self.timers
        while timers and timers[0].due <= self.idle + self.steps * STEP:
            timer = heapq.heappop(timers)
            if timer.matters:
                return timer.task
        return None

    def skip(self) -> None:
        """Let time pass until the next timer that still matters.

        Steps take long here, and who is woken is woken at once. So it is the native clock that
        says whose timer is next; those that are due only by the run's clock wait until theirs is.
        """
        self.timers = [
            timer
            for timer in self.timers
            if timer.task.token == timer.token and timer.task.state is BLOCKED
        ]
        if self.timers:
            self._pass_time_until(min(self.timers, key=_by_native_clock))
        heapq.heapify(self.timers)

    def _pass_time_until(self, first: Timer) -> None:
        ran = self.steps * STEP
        self.idle = max(self.idle, first.due - ran)
        self.native_idle = max(self.native_idle, first.native - ran // FASTER) + LATE
        wait = first.task.wait
        self.stalls += wait is not None and wait.kind in ("lock", "join", "queue")
        now = self.idle + ran
        for at, timer in enumerate(self.timers):
            if timer.due <= now:
                later = now + (timer.native - first.native) * FASTER
                if later != timer.due:
                    self.timers[at] = Timer(later, *timer[1:])
