"""Where a run could have gone otherwise: the branching points that the systematic search needs."""

from __future__ import annotations

from collections.abc import Sequence
from types import CodeType
from typing import Any

from ..bytecode import instructions
from ..kernel import Kernel
from ..policies import Policy
from ..shared_access import touches

MAX_POINTS = 3_000


class Points:
    """Told of each step by the run, and of each choice by the policy that it wraps."""

    def __init__(self) -> None:
        self.kernel: Kernel | None = None
        self.found: list[tuple[str, int, list[int]]] = []
        self._shared: dict[CodeType, frozenset[int]] = {}

    def _touching(self, code: CodeType) -> frozenset[int]:
        if code not in self._shared:
            self._shared[code] = frozenset(
                each.offset for each in instructions(code) if touches(each)
            )
        return self._shared[code]

    def arrive(self, code: CodeType, at: int) -> None:
        kernel = self.kernel
        if kernel is not None and kernel.ready and at in self._touching(code):
            self._note("s", kernel.steps + 1, [task.id for task in kernel.ready])

    def _note(self, kind: str, at: int, threads: list[int]) -> None:
        if len(self.found) < MAX_POINTS:
            self.found.append((kind, at, threads))

    def watch(self, policy: Policy) -> None:
        pick: Any = policy.pick

        def noted(number: int, threads: Sequence[int]) -> int:
            chosen: int = pick(number, threads)
            self._note("c", number, [thread for thread in threads if thread != chosen])
            return chosen

        policy.pick = noted  # type: ignore[method-assign]
