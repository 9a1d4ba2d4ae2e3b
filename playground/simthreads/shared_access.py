"""Which instructions touch what threads may share: said once, for the search and for who steps.
Knows no run."""

from __future__ import annotations

from typing import Protocol


class Instruction(Protocol):
    """As `dis` and `bytecode` have it."""

    @property
    def opname(self) -> str: ...

    @property
    def argrepr(self) -> str: ...


#: All others concern one thread's stack and local variables alone.
_ACCESSES = frozenset({
    "LOAD_GLOBAL", "STORE_GLOBAL", "DELETE_GLOBAL", "LOAD_NAME", "STORE_NAME", "DELETE_NAME",
    "LOAD_ATTR", "STORE_ATTR", "DELETE_ATTR", "LOAD_DEREF", "STORE_DEREF", "DELETE_DEREF",
    "STORE_SUBSCR", "DELETE_SUBSCR", "BINARY_SLICE", "STORE_SLICE", "CONTAINS_OP", "FOR_ITER",
    "CALL", "CALL_KW", "CALL_FUNCTION_EX", "SEND", "LOAD_SPECIAL", "GET_ITER",
})  # fmt: skip
#: Before another instruction of the same operation, which a reader is shown in its place.
_PREPARES = frozenset({"LOAD_SPECIAL", "GET_ITER"})
#: What computes with values that may come from elsewhere, or leaves the line: steps to a reader.
_COMPUTES = ("BINARY_", "CALL_KW", "COMPARE_OP", "DELETE_", "IMPORT", "IS_OP", "LOAD_SUPER_ATTR",
             "RAISE", "UNPACK", "YIELD")  # fmt: skip


def touches(instruction: Instruction) -> bool:
    """May it read or write what another thread can see?"""
    name = instruction.opname
    if name == "BINARY_OP":
        return instruction.argrepr.endswith(("=", "[]"))
    return name in _ACCESSES


def is_step(instruction: Instruction) -> bool:
    """Is it one to a reader who steps: does it read, write or compute what others may see?"""
    name = instruction.opname
    if "NULL" in instruction.argrepr:  # the function of a call that follows
        return False
    return name.startswith(_COMPUTES) or (name in _ACCESSES and name not in _PREPARES)
