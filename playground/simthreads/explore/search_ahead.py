"""What a search will probably ask next, for another engine to try meanwhile: as long as each run
that comes until then tells nothing new. Knows no other engine."""

from __future__ import annotations

import json
from typing import Any, TypedDict

from .asking import following, lean_of
from .state import Search


class Foreseen(TypedDict):
    """Requests: what they have in common, and what each has besides or instead."""

    common: dict[str, Any]
    each: list[dict[str, Any]]


def foresee(request: dict[str, Any], state: str, count: int) -> Foreseen:
    """The next `count` after the one that the search waits for; fewer where that cannot be told."""
    now: Search = json.loads(state)
    common = lean_of(request)
    each: list[dict[str, Any]] = []
    plain = now["phase"] == "search" and now["policy"] != "bounded" and now["usual_steps"]
    while plain and len(each) < count:
        now["done"] += 1
        asked = following(now, request)
        if asked is None or now["phase"] != "search":
            break
        each.append({k: v for k, v in asked.items() if k not in common or common[k] != v})
    return {"common": common, "each": each}
