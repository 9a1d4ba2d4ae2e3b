"""What a place holds now, if it is plain. Runs no code of the program."""

from __future__ import annotations

import ast
from types import CellType
from typing import Any

from .touches import is_plain

NOTHING = ...  # it is not plain, or not there


def current(thing: Any, part: str) -> Any:
    try:
        found = _found(thing, part)
    except (AttributeError, IndexError, KeyError, SyntaxError, TypeError, ValueError):
        return NOTHING
    return found if is_plain(found) else NOTHING


def _found(thing: Any, part: str) -> Any:
    if type(thing) is CellType:
        return thing.cell_contents
    if isinstance(thing, dict):
        return dict.__getitem__(thing, ast.literal_eval(part))
    if type(thing) is list:
        return thing[int(part)]
    if isinstance(thing, type):
        return type.__dict__["__dict__"].__get__(thing)[part]
    return object.__getattribute__(thing, "__dict__")[part]
