"""The modules of the library that stand below a program, be they imported by it or not. Knows no
more of them."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

#: Those that the program has not imported: see `program/at_hand.py`.
hidden: dict[str, ModuleType] = {}


def library(name: str) -> Any:
    return hidden[name] if name in hidden else sys.modules[name]
