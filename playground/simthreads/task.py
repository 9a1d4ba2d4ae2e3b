"""What the kernel schedules, and what it may wait for. Knows no policy and no Python threads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

NEW, READY, RUNNING, BLOCKED, DONE = "new", "ready", "running", "blocked", "done"


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
        "body",
        "data",
        "id",
        "name",
        "pending",
        "state",
        "timed_out",
        "token",
        "wait",
    )

    def __init__(self, number: int, body: Callable[[], None] | None) -> None:
        self.id = number
        self.body = body
        self.state = NEW
        self.token = 0
        self.timed_out = False
        self.wait: Wait | None = None
        self.pending: list[Callable[[], None]] = []  # to be called in this task when it next runs
        self.name = ""
        self.data: dict[str, Any] = {}  # for the layers above

    def __repr__(self) -> str:
        what = f" on {self.wait.kind}" if self.wait else ""
        return f"<Task {self.id} {self.state}{what}>"
