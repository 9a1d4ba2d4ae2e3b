"""What a place holds now, if it is plain. Runs no code of the program."""

from __future__ import annotations

import ast
from types import CellType
from typing import Any

from ..attributes import attributes, of_type
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
    if issubclass(type(thing), dict):
        return dict.__getitem__(thing, ast.literal_eval(part))
    if type(thing) is list:
        return thing[int(part)]
    if issubclass(type(thing), type):
        return of_type(thing, "__dict__")[part]
    return attributes(thing)[part]
