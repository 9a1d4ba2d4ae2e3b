"""Everything that makes a program run in a page: simulated threads, their terminal, their web
front end."""

from __future__ import annotations

from typing import Any

__all__ = ["check"]


def __getattr__(name: str) -> Any:
    """`check`, without the engine for who wants no more than a name from here."""
    if name != "check":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .checking import check

    return check
