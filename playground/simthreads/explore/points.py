"""Where a run could have gone otherwise: the branching points that the systematic search needs."""

from __future__ import annotations

import dis
from collections.abc import Sequence
from types import CodeType
from typing import Any

from ..kernel import Kernel
from ..policies import Policy

MAX_POINTS = 3_000
#: Instructions that may touch what threads share; the others concern one thread's stack and locals
#: alone.
_SHARED = (
    "LOAD_GLOBAL", "STORE_GLOBAL", "DELETE_GLOBAL", "LOAD_NAME", "STORE_NAME", "DELETE_NAME",
    "LOAD_ATTR", "STORE_ATTR", "DELETE_ATTR", "LOAD_DEREF", "STORE_DEREF", "DELETE_DEREF",
    "STORE_SUBSCR", "DELETE_SUBSCR", "BINARY_SLICE", "STORE_SLICE", "CONTAINS_OP", "FOR_ITER",
    "CALL", "CALL_KW", "CALL_FUNCTION_EX", "SEND", "LOAD_SPECIAL", "GET_ITER",
)  # fmt: skip


class Points:
    """Told of each step by the run, and of each choice by the policy that it wraps."""

    def __init__(self) -> None:
        self.kernel: Kernel | None = None
        self.found: list[tuple[str, int, list[int]]] = []
        self._shared: dict[CodeType, frozenset[int]] = {}

    def _touching(self, code: CodeType) -> frozenset[int]:
        if code not in self._shared:
            self._shared[code] = frozenset(
                i.offset
                for i in dis.get_instructions(code)
                if i.opname in _SHARED
                or (i.opname == "BINARY_OP" and i.argrepr.endswith(("=", "[]")))
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
