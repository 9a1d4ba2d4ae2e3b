"""Switches stacks on plain CPython: each task is a real thread, and a baton says which of them
runs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from playground.simthreads import runtime
from playground.simthreads.kernel import Ended, Kernel
from playground.simthreads.policies import Policy
from playground.simthreads.task import Task


class Baton:
    """Runs `main` as the main task of a kernel; `outcome` says how that ended."""

    def __init__(self, policy: Policy | None = None, **options: Any) -> None:
        self.outcome = ""
        self.log: list[Any] = []
        self._turns: dict[int, threading.Semaphore] = {}
        self._threads: list[threading.Thread] = []
        self._over = False
        self.kernel = Kernel(policy or Policy(), self._switch, self._finish, **options)
        runtime.kernel = self.kernel

    def _switch(self, current: int, following: int) -> None:
        mine = self._turns.setdefault(current, threading.Semaphore(0))
        self._wake(self.kernel.tasks[following])
        mine.acquire()
        if self._over:
            raise Ended

    def _wake(self, task: Task) -> None:
        if task.id in self._turns:
            self._turns[task.id].release()
        else:
            self._turns[task.id] = threading.Semaphore(0)
            thread = threading.Thread(target=self._body, args=(task,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _body(self, task: Task) -> None:
        try:
            assert task.body is not None
            task.body()
            self._wake(self.kernel.exit())
        except Ended:
            pass

    def _finish(self, outcome: str) -> None:
        self.outcome = outcome
        self._over = True
        for turn in self._turns.values():
            turn.release()

    def run(self, main: Callable[[], object]) -> str:
        try:
            main()
            self.kernel.end("finished")
        except Ended:
            pass
        for thread in self._threads:
            thread.join(10)
        return self.outcome
