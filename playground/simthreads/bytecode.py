"""The instructions of a code object, as far as a run asks for them, since it does so anew each
time: `dis` works out how each argument looks and where it stands in the source. Knows no run."""

from __future__ import annotations

import dis
import opcode
from types import CodeType
from typing import Any, NamedTuple

_private: Any = opcode  # 3.14's: how many units of cache follow an operation, and the operators
_entries = _private._inline_cache_entries
_CACHES = tuple(_entries.get(name, 0) if type(_entries) is dict else 0 for name in dis.opname)
_WITH_ARGUMENT = frozenset(getattr(dis, "hasarg", range(dis.HAVE_ARGUMENT, 256)))
_FREE = frozenset(dis.hasfree)
#: By how many bits the index of the name is shifted.
_NAMES = {op: {"LOAD_ATTR": 1, "LOAD_GLOBAL": 1, "LOAD_SUPER_ATTR": 2}.get(dis.opname[op], 0)
          for op in dis.hasname}  # fmt: skip
#: Of an operation whose argument is the number of an operator or of a function within: these.
_SHOWN = {
    dis.opmap.get("BINARY_OP"): tuple(shown for _, shown in _private._nb_ops),
    dis.opmap.get("CALL_INTRINSIC_1"): getattr(_private, "_intrinsic_1_descs", ()),
    dis.opmap.get("CALL_INTRINSIC_2"): getattr(_private, "_intrinsic_2_descs", ()),
}


class Instruction(NamedTuple):
    """As in `dis`, by the same names; but for `argval`, which only a name and a variable of a cell
    have here, and `argrepr`, which only an operator and a function within the interpreter have."""

    offset: int
    opname: str
    arg: int
    argval: Any = None
    argrepr: str = ""


def instructions(code: CodeType) -> list[Instruction]:
    """In the order of their offsets; a prefix of an argument is one, too."""
    units, names, variable = code.co_code, code.co_names, code._varname_from_oparg  # type: ignore[attr-defined]
    found = []
    at = prefix = 0
    while at < len(units):
        operation, arg = units[at], units[at + 1] | prefix
        if operation not in _WITH_ARGUMENT:
            arg = 0
        value: Any = None
        shown = ""
        if operation in _NAMES:
            value = names[arg >> _NAMES[operation]]
        elif operation in _FREE:
            value = variable(arg)
        elif operation in _SHOWN:
            shown = _SHOWN[operation][arg]
        found.append(Instruction(at, dis.opname[operation], arg, value, shown))
        prefix = arg << 8 if operation == dis.EXTENDED_ARG else 0
        at += 2 + 2 * _CACHES[operation]
    return found
