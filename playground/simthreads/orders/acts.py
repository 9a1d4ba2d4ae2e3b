"""What an instruction does to what threads share, as acts that a search can compare between runs.
Knows the objects at hand; knows no run and no policy."""

from __future__ import annotations

import dis
from gc import get_referents
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, NamedTuple

from ..access import READ as SEEN_READ
from ..access import SYNC, Touch
from ..access.containers import is_container
from ..access.touches import ALL
from .footprint import READ, WRITE, Act
from .library import operation

if TYPE_CHECKING:
    from ..access.things import Number, Things
    from ..access.touches import Raw

MOST_WITHIN = 200  # objects in a container that are looked at
_LEAVES = frozenset({
    "RETURN_VALUE", "YIELD_VALUE", "RETURN_GENERATOR", "RAISE_VARARGS", "RERAISE",
})  # fmt: skip
#: Instructions that may go through all that a container holds.
_GO_THROUGH = ("CALL", "COMPARE_OP", "FORMAT_", "CONVERT_VALUE", "CONTAINS_OP")


class Instruction(NamedTuple):
    site: str  # as another run can name it
    leaves: bool  # its frame
    calls: bool
    imports: bool
    bare: bool  # a call without arguments
    goes_through: bool


def instructions(code: CodeType) -> dict[int, Instruction]:
    return {
        each.offset: Instruction(
            f"@{code.co_filename}:{code.co_firstlineno}:{code.co_qualname}:{each.offset}",
            each.opname in _LEAVES,
            "CALL" in each.opname or each.opname in ("FOR_ITER", "SEND"),
            each.opname == "IMPORT_NAME",
            each.opname == "CALL" and each.arg == 0,
            each.opname.startswith(_GO_THROUGH),
        )
        for each in dis.get_instructions(code)
    }


def name_of(number: Number) -> str:
    return f"{number[0]}.{number[1]}"


def acts_of(
    raws: list[Raw],
    touches: tuple[Touch, ...],
    things: Things,
    names: dict[int, tuple[str, object]],
    me: int,
    instruction: Instruction,
) -> tuple[list[Act], set[str]]:
    """And what is not seen of it."""
    acts: list[Act] = []
    unseen: set[str] = set()
    for raw, touch in zip(raws, touches, strict=True):
        thing = name_of(touch.thing)
        if touch.kind == SYNC:
            thing = names.get(id(raw.owner), (thing,))[0]
            acts += operation(raw.owner, touch.part, thing, instruction.bare)
            continue
        kind = READ if touch.kind == SEEN_READ else WRITE
        acts.append([kind, thing, touch.part, _label(things, touch, raw.owner)])
        if touch.part == ALL and instruction.goes_through:
            inner, whole = _within(raw.owner)
            if not whole:
                unseen.add("large")
            for each in inner:
                number = things.number(each, me)
                acts.append([kind, name_of(number), ALL, f"{things.kind(number)}[]"])
    return acts, unseen


def _label(things: Things, touch: Touch, owner: Any) -> str:
    """A place as another run can name it: more than one may have the same name."""
    kind = things.kind(touch.thing)
    if kind != "globals" and is_container(owner):
        return f"{kind}[]"
    return f"{kind}.{touch.part}"


def _within(owner: Any) -> tuple[list[Any], bool]:
    """The containers that this one holds, however deep; and whether that is all of them."""
    found: list[Any] = []
    seen = {id(owner)}
    todo = [owner]
    while todo:
        for each in get_referents(todo.pop()):
            if id(each) in seen or isinstance(each, type | FunctionType):
                continue
            if is_container(each) or type(each) is tuple:
                seen.add(id(each))
                todo.append(each)
                if is_container(each):
                    found.append(each)
                if len(seen) > MOST_WITHIN:
                    return found, False
    return found, True
