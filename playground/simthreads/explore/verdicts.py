"""What a search says in the end, and how far it has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import exhaustive, races, shrink
from .state import Search

if TYPE_CHECKING:
    from ...protocol import types as protocol


def progress(now: Search) -> protocol.Progress:
    if now["phase"] == "orders":
        orders = now["exhaustive"]
        return {"phase": "orders", "schedules": orders["runs"], "of": orders["most"]}
    return {"phase": now["phase"], "schedules": now["done"], "of": now["budget"]}


def found(
    now: Search, record: Any, request: dict[str, Any], watched: dict[str, Any]
) -> protocol.Found:
    seen, why = watched.get("races"), watched.get("why")
    verdict: protocol.Found = {
        "found": True,
        "failure": now["failure"],
        "schedules": now["done"],
        "first": now["first"],
        "schedule": record["schedule"],
        "preemptions": shrink.cost(record["schedule"])[0],
        "tries": now["shrink"]["tries"],
        "record": record,
    }
    if request.get("races"):
        verdict["races"] = seen or races.told(None, now["usual_steps"])
        verdict["why"] = why
    return verdict


def not_found(now: Search, request: dict[str, Any], stopped: bool) -> protocol.NotFound:
    bounded_all = now["policy"] == "bounded" and now["done"] < now["budget"] and not stopped
    verdict: protocol.NotFound = {
        "found": False,
        "schedules": now["done"],
        "stopped": stopped,
        "tally": now["tally"],
        "outputs": len(now["outputs"]),
        "stalls": now["stalls"],
        "unfinished": now["unfinished"],
        "exhausted": bounded_all,
    }
    if "exhaustive" in now:
        orders = verdict["orders"] = exhaustive.told(now["exhaustive"])
        verdict["exhausted"] = orders["exhausted"]
    if "outcomes" in now:
        verdict["outcomes"] = exhaustive.listed(now["outcomes"])
    if request.get("races"):
        verdict["races"] = races.told(now.get("races"), now["usual_steps"])
    return verdict
