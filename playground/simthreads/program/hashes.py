"""Hashes of the library's own objects that do not come from their addresses.

Where an object lies depends on all that was made before it, the request and the recorder included:
with another wording of the same run, a pool would join its set of threads in another order.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import itertools
import threading
import weakref
from typing import Any

from .. import doors
from .types_of_c import mutable

_numbers = itertools.count(1)
_SPREAD = 0x9E3779B97F4A7C15  # a set is to look as unordered as it is


class _Gone(weakref.ref[Any]):
    """Of what has a number, by its address: the thing shows nothing of it."""

    __slots__ = ("address",)
    address: int


_known: dict[int, tuple[int, _Gone]] = {}


def _forget(gone: _Gone) -> None:
    _known.pop(gone.address, None)


_forget_it = _forget


def _hash(thing: Any) -> int:
    address = id(thing)
    if address not in _known:
        gone = _Gone(thing, _forget_it)
        gone.address = address
        _known[address] = next(_numbers) * _SPREAD & (1 << 30) - 1, gone
    return _known[address][0]


def install() -> None:
    """Threads and futures: what the library keeps in sets and walks through."""
    global _forget_it
    _forget_it = doors.function(_forget, "forget", "_thread")
    kinds: tuple[Any, ...] = (
        *(threading.Thread, concurrent.futures.Future),
        *(asyncio.Future, asyncio.Task),
    )
    for kind in kinds:
        with mutable(kind):
            kind.__hash__ = doors.method(_hash, "__hash__", kind, object.__hash__)
