"""What the kernel schedules, and what it may wait for. Knows no policy and no Python threads."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from types import CodeType
from typing import Any, Final, Literal, NamedTuple

State = Literal["new", "ready", "running", "blocked", "done"]
NEW: Final = "new"
READY: Final = "ready"
RUNNING: Final = "running"
BLOCKED: Final = "blocked"
DONE: Final = "done"


class Sent(NamedTuple):
    """A signal on its way."""

    number: int
    code: int
    target: Task | None  # the one thread that it is for; None: any thread of the process


class Wait:
    """Why a task is blocked, and which task has what it waits for (None: nobody in particular)."""

    __slots__ = (
        "anybody",
        "certain",
        "kind",
        "line",
        "more",
        "operation",
        "owner",
        "since",
        "subject",
        "target",
        "task",
        "timeout",
    )

    # what only a reader asks for, found when first asked for
    line: int | None
    operation: str
    subject: object

    def __init__(
        self,
        kind: str,
        target: object = None,
        owner: Callable[[], Task | None] | None = None,
        certain: bool = True,
        anybody: bool = False,
    ) -> None:
        self.kind = kind  # lock, join, queue, sleep, select, spin
        self.target = target
        self.owner = owner
        self.anybody = anybody  # may end it: what is waited for has but a number, or no name at all
        self.certain = certain  # the owner alone can end the wait; a lock, anybody may release
        self.timeout: int | None = None
        self.since = 0
        self.task: Task | None = None
        self.more: Callable[[Wait], None] | None = None  # for who describes waits to a reader

    def __getattr__(self, name: str) -> Any:
        """Of those that only a reader asks for."""
        if name not in ("operation", "subject", "line"):
            raise AttributeError(name)
        self.operation, self.subject, self.line = "", self.target, None
        if self.more is not None:
            self.more(self)
        return object.__getattribute__(self, name)


class Task:
    """One line of control. `token` changes with each wake-up, so that a late timer is known as
    late."""

    __slots__ = (
        "at",
        "body",
        "daemon",
        "id",
        "line",
        "locals",
        "name",
        "os_name",
        "pending",
        "raised",
        "received",
        "signals_blocked",
        "signals_caught",
        "state",
        "thread_ref",
        "timed_out",
        "token",
        "wait",
    )

    def __init__(self, number: int, body: Callable[[], None] | None) -> None:
        self.id = number
        self.body = body
        self.state: State = NEW
        self.token = 0
        self.timed_out = False
        self.wait: Wait | None = None
        self.pending: list[Callable[[], None]] = []  # to be called in this task when it next runs
        self.name = ""
        # what the layers above know of it; the kernel reads none of these
        self.thread_ref: weakref.ref[Any] | None = None
        self.daemon = False
        self.os_name: str | None = None  # that it was given
        self.locals: list[weakref.ref[Any]] = []  # what keeps something for it
        self.signals_blocked: set[int] = set()
        self.signals_caught = 0
        self.received: Sent | None = None  # a signal that it waited for
        self.raised = False  # an error that nobody caught
        self.line: int | None = None  # of the program, at its last event
        self.at: tuple[CodeType, int] | None = None  # the instruction that comes next

    @property
    def thread(self) -> Any:
        """The Thread of the library's. A thread that is over keeps it no longer, nor do we."""
        return None if self.thread_ref is None else self.thread_ref()

    def __repr__(self) -> str:
        what = f" on {self.wait.kind}" if self.wait else ""
        return f"<Task {self.id} {self.state}{what}>"
