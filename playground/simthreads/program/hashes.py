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
_NAME = "_simthreads_hash"


def _hash(thing: Any) -> int:
    kept: dict[str, int] = thing.__dict__
    if _NAME not in kept:
        kept[_NAME] = next(_numbers) * _SPREAD & (1 << 30) - 1
    return kept[_NAME]


_known: dict[int, tuple[int, weakref.ref[Any]]] = {}  # by address: of what cannot keep a number


def _hash_in_c(thing: Any) -> int:
    address = id(thing)
    if address not in _known:
        gone = weakref.ref(thing, lambda _: _known.pop(address, None) and None)
        _known[address] = next(_numbers) * _SPREAD & (1 << 30) - 1, gone
    return _known[address][0]


def install() -> None:
    """Threads and futures: what the library keeps in sets and walks through."""
    classes: tuple[Any, ...] = (threading.Thread, concurrent.futures.Future)
    for kind in classes:
        kind.__hash__ = _hash
    for kind in (asyncio.Future, asyncio.Task):
        with mutable(kind):
            kind.__hash__ = doors.method(_hash_in_c, "__hash__", kind)  # type: ignore[method-assign]
