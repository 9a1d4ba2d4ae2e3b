"""The attributes that an object keeps, read by no way that leads into the program's own code: a
class may have made a property even of `__dict__`. Knows no program."""

from __future__ import annotations

from types import GetSetDescriptorType
from typing import Any

#: What a class itself says, whatever its metaclass would.
of_type = type.__getattribute__


def attributes(value: object) -> dict[Any, object]:
    for kind in of_type(type(value), "__mro__"):
        found = of_type(kind, "__dict__").get("__dict__")
        if found is not None:
            kept = found.__get__(value) if type(found) is GetSetDescriptorType else None
            return kept if type(kept) is dict else {}
    return {}
