"""The search itself: which phase comes next, and when to stop. `advance` takes the state and the
last result, and gives the next request or the verdict."""

from __future__ import annotations

import json
from typing import Any

from ..limits import MAX_SEED
from ..policies import NAMED
from ..program.request import BadRequest, check
from ..schedule import parse
from . import bounded, exhaustive, fewer, interest, races
from .asking import following, lean_of
from .learning import learn, take_back
from .state import Search, Step
from .verdicts import not_found, progress

POLICIES = ("mixed", *(name for name, policy in NAMED.items() if policy.seeded), "bounded")
#: In which a schedule that failed is followed as it stands.
_REPLAYS = ("merge", "fewer", "show")
#: In which a run that cannot be had is no answer: what it would have said is left out.
_TO_SPARE = ("races", "why", "outcomes")


def advance(request: dict[str, Any], state: str, result: str, stop: bool) -> Step:
    if not state:
        try:
            now = _first(check(request))
        except BadRequest as error:
            return {"verdict": {"unusable": str(error)}}
    else:
        now = json.loads(state)
    if result:
        record = json.loads(result)
        if "unusable" not in record or now["phase"] in _TO_SPARE:
            found = learn(now, record, request)
            if found:
                return {"verdict": found}
        elif now["phase"] in _REPLAYS:
            take_back(now)
        else:
            return {"verdict": record}
    asked = None if stop else following(now, request)
    if asked is None and now["phase"] == "shrink" and not stop:
        asked = _try_merging(now, request)
    if asked is None and now["phase"] == "merge" and not stop:
        asked = _try_fewer(now, request)
    if now["phase"] == "why":
        asked = _shown(now, request) | {"races": True, "why": True}
    if asked is None and now["phase"] == "search" and request.get("races") and not stop:
        now["phase"], now["races"] = "races", races.begin()
        asked = following(now, request)
    if asked is None and now["phase"] in ("search", "races") and not stop:
        asked = _verify(now, request)
    if asked is None and now["phase"] in ("search", "races", "outcomes"):
        return {"verdict": not_found(now, request, stop)}
    if asked is None:
        now["phase"] = "show"
        asked = _shown(now, request)
    return {"state": now, "request": asked, "progress": progress(now)}


def _shown(now: Search, request: dict[str, Any]) -> dict[str, Any]:
    unlike = {"lean": False, "stop_at_deadlock": False, "schedule": now["shrink"]["best"]}
    return lean_of(request) | unlike


def _verify(now: Search, request: dict[str, Any]) -> dict[str, Any] | None:
    """What was met where accesses were looked at is told only if a plain run shows it, too."""
    if "outcomes" not in now or exhaustive.told(now["exhaustive"])["exhausted"]:
        return None
    now["phase"] = "outcomes"
    now["unverified"] = list(now["outcomes"]["found"])
    return following(now, request)


def _first(request: dict[str, Any]) -> Search:
    policy = request.get("policy") or "mixed"
    budget = request.get("schedules", 200)
    unusable = ""
    if policy not in POLICIES:
        unusable = f"explore by {', '.join(POLICIES)}, not {policy!r}"
    if isinstance(budget, bool) or not isinstance(budget, int) or budget < 1:
        unusable = f"the number of schedules is a whole number above 0, not {budget!r}"
    seed = request.get("seed", 0)
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed <= MAX_SEED:
        unusable = f"the seed lies between 0 and {MAX_SEED}, not at {seed!r}"
    if unusable:
        raise BadRequest(unusable)
    now: Search = {
        "phase": "search",
        "policy": policy,
        "budget": budget,
        "done": 0,
        "seed": seed,
        "usual_steps": 0,
        "unfinished": None,
        "stalls": 0,
        "allowed": request.get("expect"),
        "exit_code": request.get("exit_code"),
        "tally": {},
        "outputs": [],
        "bounded": bounded.begin(budget),
        "interests": interest.begin(),
    }
    if request.get("outputs"):
        now["outcomes"] = exhaustive.no_outcomes()
    if request.get("outputs") or request.get("exhaustive"):
        now["exhaustive"] = exhaustive.begin(request)
    return now


def _try_merging(now: Search, request: dict[str, Any]) -> dict[str, Any] | None:
    """What the shrunk schedule's turns are is asked first."""
    now["phase"], now["merge"] = "merge", None
    best = now["shrink"]["best"]
    if parse(best).preemptions < 2:
        return None
    return lean_of(request) | {"schedule": best, "keep_turns": True}


def _try_fewer(now: Search, request: dict[str, Any]) -> dict[str, Any] | None:
    """Leaving out ends where each single preemption is needed; another place may do with fewer."""
    best = parse(now["shrink"]["best"])
    merged = now["merge"]
    if best.preemptions < 2 or merged is None:
        return None
    now["phase"] = "fewer"
    now["fewer"] = fewer.begin(merged["best"], merged["turns"], now["seed"])
    usual = f"1.{best.granularity}"
    return lean_of(request) | {"schedule": usual, "points": True, "keep_turns": True}
