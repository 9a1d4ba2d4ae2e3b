"""Functions of the library of which it is known what they do with what they are given."""

from __future__ import annotations

from ..attributes import said_of
from .owners import is_in_c

#: Functions of the library that look at what they are given, and at most keep it.
LOOKING = frozenset({
    "abs", "all", "any", "ascii", "bool", "bytes", "bytearray", "dict", "enumerate", "filter",
    "float", "format", "frozenset", "fsum", "int", "islice", "iter", "join", "len", "list", "map",
    "max", "min", "next", "print", "repr", "reversed", "round", "set", "sorted", "str", "sum",
    "tuple", "type", "zip", "deque", "Counter", "defaultdict", "OrderedDict", "chain", "choice",
    "sample", "dumps", "deepcopy", "pprint", "pformat", "partial", "reduce", "accumulate",
    "__new__",
})  # fmt: skip
#: Those that look at nothing within it.
BLIND = frozenset({
    "id", "isinstance", "issubclass", "callable", "hash", "super", "object", "property", "range",
    "sleep", "monotonic", "perf_counter", "time", "get_ident", "getrefcount", "collect", "exit",
    "namedtuple", "field", "wraps", "ref", "finalize", "nullcontext", "suppress", "cast",
    "staticmethod", "classmethod", "count", "cycle", "repeat", "StringIO", "BytesIO",
})  # fmt: skip


def is_harmless(thing: object) -> bool:
    """Is it no function in C, or one that changes nothing?"""
    name = said_of(thing, "__name__") if is_in_c(thing) else ""
    return not is_in_c(thing) or name in LOOKING or name in BLIND
