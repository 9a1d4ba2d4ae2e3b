"""Hashes of the library's own objects that do not come from their addresses.

Where an object lies depends on all that was made before it, the request and the recorder included:
with another wording of the same run, a pool would join its set of threads in another order.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import itertools
import threading
from typing import Any

_numbers = itertools.count(1)
_SPREAD = 0x9E3779B97F4A7C15  # a set is to look as unordered as it is
_NAME = "_simthreads_hash"


def _hash(thing: Any) -> int:
    kept: dict[str, int] = thing.__dict__
    if _NAME not in kept:
        kept[_NAME] = next(_numbers) * _SPREAD & (1 << 30) - 1
    return kept[_NAME]


def install() -> None:
    """Threads and futures: what the library keeps in sets and walks through."""
    classes: tuple[Any, ...] = (threading.Thread, concurrent.futures.Future, asyncio.Future)
    for kind in classes:
        kind.__hash__ = _hash
