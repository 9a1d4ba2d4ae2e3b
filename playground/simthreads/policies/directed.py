"""Lets threads take one step each in a given order, then goes on with whoever went last and nobody
who sleeps: one order of all that a program has. Told by `orders.visible` where a step ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ..orders.footprint import READ, WRITE, Act, FirstTouch, Sleeper, awake, note
from ..orders.races import Step
from .base import Policy

MOST_STEPS = 4_000  # of one run
ROW = 100  # steps of one thread in a row, while others could go on
FREE: Callable[[], bool] = lambda: True  # noqa: E731 - one for all, compared by identity


class Directed(Policy):
    when_alone = True

    def __init__(
        self, choices: Sequence[int], sleep: dict[str, Sleeper], visible: Iterable[str]
    ) -> None:
        self.choices = choices
        self.visible = frozenset(visible)
        self.steps: list[Step] = []
        self.stopped: dict[int, Callable[[], bool]] = {}  # and whether it could go on
        self.forced = False  # the step under way is of one who could not
        self.redundant = False
        self.long = False
        self.impatient = False  # the kernel has made a thread give way between two stops
        self._given = sleep
        self._sleep: dict[str, Sleeper] = {}
        self._first: FirstTouch = {}
        self._settled = 0
        self._row = 0
        self._options: list[int] | None = None

    def stop(self, thread: int, free: Callable[[], bool] = FREE) -> None:
        """It stands before what others may notice, or has just been woken."""
        self.stopped[thread] = free

    def started(self, thread: int) -> None:
        if self.steps:
            self.stop(thread)
        else:  # the main thread is under way
            self.steps.append({"thread": thread, "options": [thread], "does": []})

    def runs(self, thread: int) -> None:
        if thread in self.stopped and not self.misfit:
            if self._options is None:  # nobody was asked: there is no other
                self._settle()
                self._choose_among([thread])
            self._begin(thread)

    def preempt(self, step: int, threads: Sequence[int], usual: int) -> int:
        me = threads[0]
        if me not in self.stopped:
            self.impatient = self.impatient or usual != me
            return usual
        chosen = self._choose(threads)
        if chosen == me:
            self._begin(me)
        return chosen

    def pick(self, number: int, threads: Sequence[int]) -> int:
        return self._choose(threads)

    # -- which step next

    def _choose(self, threads: Sequence[int]) -> int:
        for thread in threads:
            if thread not in self.stopped:
                return thread  # it is in the midst of a step
        self._settle()
        return self._choose_among(sorted(threads))

    def _choose_among(self, threads: list[int]) -> int:
        """The next step's thread; where none should go on, the run is cut short."""
        able = [thread for thread in threads if self.stopped[thread]()]
        self.forced = not able
        options = self._options = able or threads
        number = len(self.steps)
        if number >= MOST_STEPS:
            self.long, self.misfit = True, "long"
            return options[0]
        if number < len(self.choices):
            chosen = self.choices[number]
            if chosen not in options:
                self.misfit = "another"
                return options[0]
            return chosen
        free = [thread for thread in options if str(thread) not in self._sleep]
        if not free:
            self.redundant, self.misfit = True, "redundant"
            return options[0]
        return self._usual(free)

    def _usual(self, free: list[int]) -> int:
        last = self.steps[-1]["thread"] if self.steps else free[0]
        if last not in free:
            return free[0]
        if self._row < ROW:
            return last
        later = [thread for thread in free if thread > last]
        return (later or free)[0]

    def _begin(self, thread: int) -> None:
        del self.stopped[thread]
        options, self._options = self._options, None
        if self.misfit:
            return
        assert options is not None
        same = bool(self.steps) and self.steps[-1]["thread"] == thread
        self._row = self._row + 1 if same else 0
        self.steps.append({"thread": thread, "options": options, "does": []})

    def _settle(self) -> None:
        """The last step is over: whom has it woken?"""
        for number in range(self._settled, len(self.steps)):
            does = self.shown(self.steps[number]["does"])
            note(self._first, does, number)
            if number == len(self.choices) - 1:
                self._sleep = awake(self._given, does, self._first)
            elif number >= len(self.choices):
                self._sleep = awake(self._sleep, does, self._first)
        self._settled = len(self.steps)

    def shown(self, does: Sequence[Act]) -> list[Act]:
        return [act for act in does if act[0] not in (READ, WRITE) or act[3] in self.visible]
