"""What a search runs next: one more schedule, one more order, one more try at a shorter one. State
in, request out."""

from __future__ import annotations

from typing import Any

from ..limits import MAX_SEED, SEARCH_STEPS
from ..schedule import parse
from . import bounded, exhaustive, fewer, merge, mix, races, shrink
from .state import Search

QUICK = 24  # schedules that are tried before all orders are
LONG_RUN = 20_000  # steps of a run of which not all orders are tried
ENOUGH_STEPS = 2_000_000  # for a run that usually takes less
PATIENT = 4  # schedules of which none has ended before less is enough
ENDLESS_STEPS = 200_000
_KEPT = ("source", "files", "filename", "preempt", "max_steps", "max_output", "max_threads")


def lean_of(request: dict[str, Any]) -> dict[str, Any]:
    kept = {key: request[key] for key in _KEPT if request.get(key) is not None}
    return {"max_steps": SEARCH_STEPS} | kept | {"lean": True, "stop_at_deadlock": True}


def following(now: Search, request: dict[str, Any]) -> dict[str, Any] | None:
    lean = lean_of(request)
    if now["usual_steps"]:
        enough = enough_steps(now)
        lean["max_steps"] = min(lean.get("max_steps", enough), enough)
    if now["phase"] == "shrink":
        schedule = shrink.candidate(now["shrink"])
        return None if schedule is None else lean | {"schedule": schedule, "bend": True}
    if now["phase"] == "merge":
        merging = now["merge"]
        assert merging is not None
        turns = merge.candidate(merging)
        if turns is None:
            return None
        return lean | {"turns": turns, "keep_turns": True, "preempt": granularity_of(now)}
    if now["phase"] == "fewer":
        asked = fewer.candidate(now["fewer"])
        return None if asked is None else lean | asked | {"keep_turns": True}
    if now["phase"] in ("search", "orders") and "exhaustive" in now:
        order = _next_order(now, lean)
        if order is not None or exhaustive.told(now["exhaustive"])["exhausted"]:
            return order
    if now["phase"] == "outcomes":
        left = now["unverified"]
        if not left:
            return None
        return lean | {"schedule": now["outcomes"]["found"][left[0]]["schedule"]}
    if now["phase"] == "races":
        asked = races.candidate(now["races"], now["usual_steps"], now["seed"])
        most = min(races.LONGEST, lean.get("max_steps", races.LONGEST))
        return None if asked is None else lean | asked | {"max_steps": most}
    if now["phase"] != "search" or now["done"] >= now["budget"] or _never_passes(now):
        return None
    return _another(now, request, lean)


def enough_steps(now: Search) -> int:
    """Many times as long as usual."""
    if now["done"] >= PATIENT and _none_ended(now):
        return ENDLESS_STEPS
    usual = now["usual_steps"]
    return min(100 * usual + 50_000, max(ENOUGH_STEPS, 4 * usual))


def _none_ended(now: Search) -> bool:
    return bool(now["tally"]) and all(how.startswith("limit ") for how in now["tally"])


def _never_passes(now: Search) -> bool:
    """One that is to end by its checker's exit code, and did not end in any schedule so far."""
    return now["exit_code"] is not None and now["done"] >= QUICK and _none_ended(now)


def _next_order(now: Search, lean: dict[str, Any]) -> dict[str, Any] | None:
    """After a few schedules, which show most failures at once; then the rest of the schedules, if
    not all orders could be tried."""
    if "outcomes" not in now and now["done"] < min(QUICK, now["budget"]):
        return None
    if now["usual_steps"] > LONG_RUN:
        exhaustive.too_long(now["exhaustive"], now["unfinished"] is not None)
    asked = exhaustive.ask(now["exhaustive"])
    now["phase"] = "search" if asked is None else "orders"
    return None if asked is None else lean | asked


def _another(now: Search, request: dict[str, Any], lean: dict[str, Any]) -> dict[str, Any] | None:
    """The next schedule, as long as none has failed."""
    number = now["done"]
    if number == 0:  # the usual schedule: what it prints is what may be printed, and how long it is
        return lean | {"schedule": f"1.{request.get('preempt') or 'bytecode'}", "points": True}
    if now["policy"] == "bounded":
        schedule = bounded.candidate(now["bounded"])
        bent = {"schedule": schedule, "points": True, "bend": True}
        return None if schedule is None else lean | bent
    seed = (now["seed"] + number) % (MAX_SEED + 1)
    horizon = max(10, now["usual_steps"])
    chosen = mix.ask(
        now["interests"], now["policy"], number, now["usual_steps"], request.get("preempt")
    )
    return lean | chosen | {"seed": seed, "horizon": horizon}


def granularity_of(now: Search) -> str:
    return parse(now["shrink"]["best"]).granularity
