"""What an instruction does to what threads share, as acts that a search can compare between runs.
Knows the objects at hand; knows no run and no policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import CodeType
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import bytecode
from ..access import READ as SEEN_READ
from ..access import SYNC, Touch
from ..access.containers import is_container
from ..access.owners import is_own_name, orders_threads
from ..access.reach import reached
from ..access.touches import ALL
from .footprint import LOOKED, READ, WRITE, Act
from .library import OWN, inner_locks, operation

if TYPE_CHECKING:
    from ..access.things import Number, Things
    from ..access.touches import Raw

_LEAVES = frozenset({
    "RETURN_VALUE", "YIELD_VALUE", "RETURN_GENERATOR", "RAISE_VARARGS", "RERAISE",
})  # fmt: skip
_HARMLESS = (
    *("__doc__", "__notes__"),
    *("__traceback__", "__context__", "__cause__", "__suppress_context__"),
)
#: Lead to a dict by which the interpreter goes, too.
_LEADS = ("__dict__", "__kwdefaults__")
#: Instructions that may go through all that a container holds.
_GO_THROUGH = ("CALL", "COMPARE_OP", "FORMAT_", "CONVERT_VALUE", "CONTAINS_OP")


class Instruction(NamedTuple):
    site: str  # as another run can name it
    leaves: bool  # its frame
    calls: bool
    imports: bool
    bare: bool  # a call without arguments
    goes_through: bool
    late: bool  # what it tells of has happened before it


#: A call that no instruction of the program's makes.
ITSELF = Instruction("", False, True, False, False, True, False)


def instructions(code: CodeType) -> dict[int, Instruction]:
    place = f"@{code.co_filename}:{code.co_firstlineno}:{code.co_qualname}:"
    return {
        each.offset: Instruction(
            f"{place}{each.offset}",
            each.opname in _LEAVES,
            "CALL" in each.opname or each.opname in ("FOR_ITER", "SEND"),
            each.opname == "IMPORT_NAME",
            each.opname == "CALL" and each.arg == 0,
            each.opname.startswith(_GO_THROUGH),
            each.opname == "PUSH_EXC_INFO",
        )
        for each in bytecode.instructions(code)
    }


def name_of(number: Number) -> str:
    return f"{number[0]}.{number[1]}"


def acts_of(
    raws: list[Raw],
    touches: tuple[Touch, ...],
    things: Things,
    lock_name: Callable[[object], str],
    me: int,
    instruction: Instruction,
) -> list[Act]:
    acts: list[Act] = []
    for raw, touch in zip(raws, touches, strict=True):
        if touch.kind == SYNC:
            thing = name_of(touch.thing)
            acts += operation(raw.owner, touch.part, thing, lock_name, instruction.bare)
            continue
        kind = READ if touch.kind == SEEN_READ else WRITE
        acts.append([kind, name_of(touch.thing), touch.part, _label(things, touch, raw.owner)])
        if kind == WRITE and orders_threads(raw.owner) and not is_own_name(raw.owner, raw.part):
            acts.append([WRITE, name_of(touch.thing), OWN, f"{things.kind(touch.thing)}.{OWN}"])
        if kind == READ and orders_threads(raw.owner) and not is_own_name(raw.owner, raw.part):
            acts += [[LOOKED, lock_name(lock), ""] for lock in inner_locks(raw.owner)]
        if touch.part == ALL and instruction.goes_through and is_container(raw.owner):
            acts += _within(raw.owner, kind, things, lock_name, me)
    return acts


def _within(
    owner: Any, kind: str, things: Things, lock_name: Callable[[object], str], me: int
) -> list[Act]:
    """Of what this container holds, however deep: it may be compared or shown."""
    acts: list[Act] = []
    for each, _ in reached(owner, containers=True, instances=False):
        if each is owner:
            continue
        if orders_threads(each):
            acts += [[LOOKED, lock_name(lock), ""] for lock in inner_locks(each)]
        else:
            number = things.number(each, me)
            acts.append([kind, name_of(number), ALL, f"{things.kind(number)}[]"])
    return acts


def changed(raw: Raw) -> Iterator[str]:
    """What gives an object other methods, another class, other defaults: of which nobody sees who
    relies on it."""
    name = raw.part
    special = name.startswith("__") and name.endswith("__") and name not in _HARMLESS
    if special and (raw.kind not in (SEEN_READ, SYNC) or name in _LEADS):
        yield name


def _label(things: Things, touch: Touch, owner: Any) -> str:
    """A place as another run can name it: more than one may have the same name."""
    kind = things.kind(touch.thing)
    if kind != "globals" and is_container(owner):
        return f"{kind}[]"
    return f"{kind}.{touch.part}"
