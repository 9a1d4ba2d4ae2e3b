"""Which threads can never go on: the circles of waits, and whether anybody could still break one.

Knows tasks and waits. What a thread can get hold of it asks; it knows no Python objects itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, Protocol

from .task import BLOCKED, DONE, Task


class Circle(NamedTuple):
    """Threads that wait for one another: `tasks[i]` for `tasks[i + 1]`, the last for the first."""

    when: int  # virtual nanoseconds
    tasks: list[Task]

    def holds(self) -> bool:
        """Does each of them wait for the next one still?"""
        following = [*self.tasks[1:], *self.tasks[:1]]
        return all(holder(task) is other for task, other in zip(self.tasks, following, strict=True))


class Reach(Protocol):
    """What a set of threads can get hold of."""

    def add(self, task: Task) -> None: ...

    def has(self, thing: object) -> bool: ...


class Unknown:
    """For who cannot look: anybody may get hold of anything."""

    def add(self, task: Task) -> None:
        pass

    def has(self, thing: object) -> bool:
        return True


def holder(task: Task) -> Task | None:
    """Who has what this task waits for without a timeout; None if that is nobody in particular."""
    wait = task.wait
    waits = task.state is BLOCKED and wait is not None and wait.timeout is None
    return wait.owner() if waits and wait is not None and wait.owner is not None else None


class Deadlocks:
    """The circles seen in one run. A circle of locks alone is no proof: any thread may release a
    lock. It is `found` once nobody who can still run, or be woken, has a way to break it."""

    def __init__(self, tasks: Mapping[int, Task], main: Callable[[], Task]) -> None:
        self.tasks = tasks
        self.main = main
        self.reach: Callable[[], Reach] = Unknown
        self.interruptible = False  # a signal may wake the main thread
        self.seen: list[Circle] = []
        self.found: Circle | None = None
        self.hopeless = False  # the main thread is stuck too: the program will never end
        self._blocks = 0
        self._next_look = 1

    def blocked(self, me: Task, now: int) -> Circle | None:
        """`me` now waits without a timeout. Returns the circle that this closes, if it does."""
        circle = [me]
        task = holder(me)
        while task is not None and task not in circle:
            circle.append(task)
            task = holder(task)
        if task is not me:
            return None
        self.seen.append(Circle(now, circle))
        return self.seen[-1]

    def fewer_can_run(self) -> bool:
        """One thread less may break a circle: is one found now? Looks ever more rarely."""
        self.seen = [circle for circle in self.seen if circle.holds()]
        if not self.seen:
            self._blocks, self._next_look = 0, 1
            return False
        self._blocks += 1
        if self._blocks < self._next_look:
            return False
        self._next_look *= 2
        return self.look()

    def look(self, over: Iterable[Task] = ()) -> bool:
        """Is there a circle that nobody can break? Tasks that are `over` can do nothing more."""
        if self.found is None and self.seen:
            dead = self._dead(set(over))
            certain = (each for each in self.seen if each.holds() and dead.issuperset(each.tasks))
            self.found = next(certain, None)
            self.hopeless = self.found is not None and self.main() in dead
        return self.still_found() is not None

    def stand_still(self, now: int) -> None:
        """Nobody at all can go on: what circle there is stays."""
        if self.still_found() is None:
            holding = (circle for circle in self.seen if circle.holds())
            self.found = next(holding, Circle(now, []))

    def still_found(self) -> Circle | None:
        if self.found is not None and not self.found.holds():
            self.found = None
        return self.found

    def _dead(self, over: set[Task]) -> set[Task]:
        """Those whose wait nobody can end who can still run, or be woken by one who can."""
        rest = {task for task in self.tasks.values() if task not in over}
        dead = {task for task in rest if self._waits_for_ever(task)}
        reach = self.reach()
        live = rest - dead
        while live:
            for task in sorted(live, key=lambda task: task.id):
                reach.add(task)
            live = {task for task in dead if _may_be_woken(task, dead, over, reach)}
            dead -= live
        return dead

    def _waits_for_ever(self, task: Task) -> bool:
        if self.interruptible and task is self.main():
            return False
        return task.state is BLOCKED and task.wait is not None and task.wait.timeout is None


def _may_be_woken(task: Task, dead: set[Task], over: set[Task], reach: Reach) -> bool:
    wait = task.wait
    assert wait is not None
    owner = wait.owner() if wait.owner is not None else None
    if owner is not None and owner.state is not DONE and owner not in dead and owner not in over:
        return True
    if owner is not None and wait.certain:
        return False
    if wait.anybody:
        return True
    return reach.has(wait.target) or reach.has(wait.subject)
