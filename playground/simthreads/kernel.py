"""Who is runnable, and what time it is: a scheduler with a virtual clock.

Knows no policy (it asks one), no Python threads, no browser (it is handed a way to switch stacks).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from .deadlocks import Deadlocks
from .limits import MAX_STEPS
from .policies.base import Policy
from .task import BLOCKED, DONE, READY, RUNNING, Task, Wait
from .virtual_clock import SECOND, STEP, VirtualClock

if TYPE_CHECKING:
    from .access import Accesses

LAST_STEPS = 100_000  # that others may go on for when the main thread never will
NOBODY = 0  # the number of what is no thread
ALARMS = 10_000  # in a row that nobody is woken by: an interval timer's, for example
PATIENCE = 5_000  # steps after which a thread that never blocks is made to give way
FEW = PATIENCE // 10  # operations before which it is not


class Switch(Protocol):
    """The one thing that the kernel needs from below."""

    def __call__(self, current: int, following: int, /) -> None:
        """Park this stack, resume that one; return when somebody resumes this one."""


class Observer(Protocol):
    """Told what happens; must not change it."""

    def event(self, kind: str, task: Task, **details: object) -> None: ...


class Ended(BaseException):
    """The run is over; raised where a stack cannot be left parked for ever (plain CPython)."""


class Kernel(VirtualClock):
    """One run's scheduler. Exactly one task runs; it enters here at its points, blocks and
    wake-ups."""

    def __init__(
        self,
        policy: Policy,
        switch: Switch,
        finish: Callable[[str], None],
        observer: Observer | None = None,
        describe: Callable[[Wait], None] | None = None,
        max_steps: int = MAX_STEPS,
        stop_at_deadlock: bool = False,
    ) -> None:
        super().__init__()
        self.policy = policy
        self.switch = switch
        self.finish = finish  # called once with the outcome; does not return
        self.observer = observer
        self.describe = describe  # may say more about a wait than the primitive knew
        self.max_steps = max_steps
        self.stop_at_deadlock = stop_at_deadlock  # or let those who can go on go on
        self.tasks: dict[int, Task] = {}
        self.ready: list[Task] = []
        self.picks = 0
        self.switches = 0
        self.preemptions = 0
        self.turn_start = 0
        self.operations = 0  # since something last blocked
        self.cell: Any = [0.0]  # the time, for those who cannot ask
        self.deviations: list[tuple[str, int, int]] = []
        self.accesses: Accesses | None = None  # told more than an observer is
        self.turns: list[tuple[int, int, bool]] | None = None  # a list, to have them kept
        self._turn_from = 0
        self.deadlocks = Deadlocks(self.tasks, lambda: self.main)
        self._numbers = 0
        self.current = self.main = self._new(None)
        self.main.state = RUNNING
        policy.started(self.main.id)
        self.set_alarm()

    # -- tasks

    def _new(self, body: Callable[[], None] | None) -> Task:
        self._numbers += 1
        task = Task(self._numbers, body)
        self.tasks[task.id] = task
        return task

    def spawn(self, body: Callable[[], None]) -> Task:
        task = self._new(body)
        self.policy.started(task.id)
        self._make_ready(task)
        return task

    def _make_ready(self, task: Task) -> None:
        task.state = READY
        self.ready.append(task)
        self.set_alarm()
        wish = self.policy.woken(task.id, self.current.id, self.steps)
        if wish < self.alarm:
            self.alarm = wish

    def exit(self) -> Task:
        """The current task is over. Returns the task to resume in its place."""
        me = self.current
        me.state = DONE
        me.body = None
        me.wait = None
        self.tasks.pop(me.id, None)
        if self.observer:
            self.observer.event("done", me)
        self._fewer_can_run()
        following = self._pick()
        self._note_turn(me, False)
        self._enter(following)
        return following

    # -- blocking

    def block(self, wait: Wait, timeout: int | None = None) -> bool:
        """Park the current task until `unblock`; False if `timeout` nanoseconds passed first."""
        me = self.current
        self.operations = 0
        me.timed_out = False
        me.token += 1
        me.state = BLOCKED
        me.wait = wait
        wait.task = me
        wait.since = self.idle + self.steps * STEP
        wait.timeout = timeout
        if timeout is not None:
            self.set_timer(me, timeout)
        try:
            if self.describe:
                self.describe(wait)
            if self.observer:
                self.observer.event("wait", me, wait=wait)
            if timeout is None:
                self._blocked(me)
        except BaseException:
            self._undo(me)
            raise
        self._dispatch(me)
        me.wait = None
        return not me.timed_out

    def unblock(self, task: Task) -> None:
        if task.state is BLOCKED:
            task.token += 1
            try:
                if self.observer:
                    self.observer.event("ready", task, by=self.current.id)
            finally:
                self._make_ready(task)

    def call_after(self, delay: int, call: Callable[[], None]) -> Callable[[], None]:
        """Have `call` run in so many nanoseconds, between two steps of whoever runs then, or of
        nobody; it must not block. Returns what cancels it."""
        alarm = Task(NOBODY, call)
        alarm.state = BLOCKED
        self.set_timer(alarm, delay)
        self.set_alarm()

        def cancel() -> None:
            alarm.state = DONE

        return cancel

    def has_future(self) -> bool:
        """Is there anybody who may go on?"""
        waiting = (timer.task for timer in self.timers if timer.matters)
        return bool(self.ready) or any(task.id != NOBODY for task in waiting)

    def interrupt(self, task: Task, call: Callable[[], None]) -> None:
        """Have `call` run in `task` as soon as that runs again; it may raise there."""
        task.pending.append(call)
        self.unblock(task)

    def busy(self, may_switch: bool = True) -> None:
        """An operation that takes time though it does not block: who only does such must give
        way."""
        self.idle += STEP
        self.operations += 1
        if self.operations > FEW:
            self.too_busy(may_switch)

    def too_busy(self, may_switch: bool) -> None:
        """So many operations in a row: others may be waiting for what comes after them."""
        # not always after as many, or it might happen at the same place of a loop for ever
        limit = FEW + self.switches * 37 % 101
        if self.operations > (limit if may_switch else 20 * limit):
            self.operations = 0
            self._due()
            if self.ready:
                self.give_way()
            elif self.timers:
                self.block(Wait("spin"), SECOND // 1000)
            self.run_pending()

    def give_way(self) -> None:
        """Let somebody else run, if there is somebody."""
        self._due()
        if self.ready:
            me = self.current
            self._step_aside(me)
            self._dispatch(me)

    def _step_aside(self, me: Task) -> None:
        if self.observer:
            self.observer.event("ready", me, by=None)  # raises where the stack does not suffice
        me.state = READY
        self.ready.append(me)

    # -- points: where a running task may lose the processor

    def point(self) -> None:
        """One step of the program. Cheap unless something is due."""
        self.steps += 1
        if self.steps >= self.alarm:
            self.decide()

    def decide(self, may_switch: bool = True) -> None:
        """The alarm has rung: a limit, a timer, a spinning thread, or the policy's wish."""
        steps = self.steps
        if steps >= self.max_steps:
            self.end("limit")
        if self.timers:
            self._due()
        me, ready = self.current, self.ready
        spun = steps - self.turn_start >= PATIENCE
        if spun and not ready and self.timers:
            self._jump()
        if (may_switch or spun) and (ready or self.policy.when_alone):
            usual = ready[0].id if spun and ready else me.id
            chosen = self.policy.preempt(steps, [me.id] + [task.id for task in ready], usual)
            if chosen != usual:
                self.deviations.append(("s", steps, chosen))
            if chosen != me.id:
                self.preemptions += not spun
                self._note_turn(me, True)
                self._step_aside(me)
                if not self._dispatch(me, self._take(chosen)):
                    return
        if spun:
            self.turn_start = self.steps
        self.set_alarm()
        self.run_pending()

    def set_alarm(self) -> None:
        steps, policy = self.steps, self.policy
        self.cell[0] = self.idle + steps * STEP
        if policy.misfit:
            self.end("misfit")
        alarm = self.turn_start + PATIENCE
        if alarm > self.max_steps:
            alarm = self.max_steps
        if (self.ready or policy.when_alone) and (wish := policy.next_step(steps)) < alarm:
            alarm = wish
        if self.timers:
            alarm = min(alarm, max(steps, (self.timers[0].due - self.idle) // STEP) + 1)
        self.alarm = alarm if alarm > steps else steps + 1

    def _note_turn(self, task: Task, preempted: bool) -> None:
        """A turn is over: by a preemption, or since the task cannot go on."""
        if self.turns is not None:
            self.turns.append((task.id, self.steps - self._turn_from, preempted))
            self._turn_from = self.steps

    # -- who is next

    def _due(self) -> None:
        """Wake all whose time has come."""
        while (task := self.next_due()) is not None:
            if task.id == NOBODY:
                task.state = DONE
                if task.body is not None:
                    task.body()
                continue
            task.timed_out = True
            task.token += 1
            try:
                if self.observer:
                    self.observer.event("ready", task, by=None)
            finally:
                self._make_ready(task)

    def _jump(self) -> None:
        """Nobody can run, or one alone spins: let time pass until somebody can, that one has a call
        to make, or there is nothing to wait for."""
        me = self.current
        for _ in range(ALARMS):
            if not self.timers or self.ready or (me.state is RUNNING and me.pending):
                return
            self.skip()
            self._due()
        self.end("limit")

    def _pick(self) -> Task:
        ready = self.ready
        if self.timers:
            self._due()
            if not ready:
                self._jump()
        if not ready:
            self._all_blocked()
        if len(ready) == 1:
            return ready.pop()
        self.picks += 1
        ids = [task.id for task in ready]
        chosen = self.policy.pick(self.picks, ids)
        if chosen != ids[0]:
            self.deviations.append(("c", self.picks, chosen))
        return self._take(chosen)

    def _take(self, number: int) -> Task:
        for index, task in enumerate(self.ready):
            if task.id == number:
                return self.ready.pop(index)
        raise LookupError(f"thread {number} is not ready")

    def _enter(self, task: Task) -> None:
        task.state = RUNNING
        self.current = task
        self.switches += 1
        self.operations = 0
        self.turn_start = self.steps
        self.policy.runs(task.id)
        self.set_alarm()
        if self.observer:
            self.observer.event("run", task)

    def _dispatch(self, me: Task, following: Task | None = None) -> bool:
        """Another goes on, until it is `me` again. Has that since been asked to call something?"""
        try:
            if following is None:
                ready = self.ready
                alone = len(ready) == 1 and not self.timers
                following = ready.pop() if alone else self._pick()
                if self.turns is not None:
                    self._note_turn(me, False)
            if following is me:
                me.state = RUNNING
                self.turn_start = self.steps
                self.policy.runs(me.id)
                self.set_alarm()
                if self.observer:
                    self.observer.event("run", me)
            else:
                self._enter(following)
                self.switch(me.id, following.id)
        except BaseException:
            self._undo(me, following)
            raise
        if not me.pending:
            return False
        self.run_pending()
        return True

    def run_pending(self) -> None:
        """Call what the current task has been asked to; it may raise here."""
        pending = self.current.pending
        while pending:
            pending.pop(0)()

    def _undo(self, me: Task, following: Task | None = None) -> None:
        """No switch came about, for want of stack or memory: `me` goes on, and gets the error."""
        parked = following is not None and following is not me and following not in self.ready
        if following and parked and (self.current is following or following.state is READY):
            following.state = READY
            self.ready.insert(0, following)
        self.current = me
        if me in self.ready:
            self.ready.remove(me)
        me.state = RUNNING
        me.wait = None
        me.token += 1

    # -- deadlock

    def _blocked(self, me: Task) -> None:
        deadlocks = self.deadlocks
        if deadlocks.found is None or deadlocks.still_found() is None:
            circle = deadlocks.blocked(me, self.now)
            if circle and self.observer:
                self.observer.event("deadlock", me, cycle=[task.id for task in circle.tasks])
            if deadlocks.seen:
                self._fewer_can_run()

    def _fewer_can_run(self) -> None:
        if self.deadlocks.fewer_can_run():
            if self.stop_at_deadlock:
                self.end("deadlock")
            if self.deadlocks.hopeless:
                self.max_steps = min(self.max_steps, self.steps + LAST_STEPS)

    def _all_blocked(self) -> None:
        self.deadlocks.stand_still(self.now)
        self.end("deadlock")

    def end(self, outcome: str) -> None:
        """The run is over, whatever its tasks are doing."""
        self.finish(outcome)
        raise Ended(outcome)
