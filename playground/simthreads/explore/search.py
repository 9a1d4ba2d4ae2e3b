"""The search itself: which schedule next, and when to stop. A function of JSON state, since every
run begins with a fresh memory: `advance` takes the state and the last result and gives the next
request or the verdict.
"""

from __future__ import annotations

import json
import zlib
from typing import Any

from ..program.request import BadRequest, check
from ..schedule import parse
from . import bounded, fewer, merge, shrink
from .judge import failure, stdout

MODES = ("mixed", "random", "pct", "hold", "bounded")
#: Bugs differ in what finds them: a switch in the middle of a line, an order of calls, locks in a
#: circle.
MIX = (
    ("random", "bytecode"),
    ("pct", "bytecode"),
    ("hold", "call"),
    ("random", "bytecode"),
    ("random", "call"),
    ("pct", "line"),
)
ENOUGH_STEPS = 2_000_000  # for a run that usually takes less
MAX_SEED = 2**32 - 1
MANY_OUTPUTS = 1000  # more different ones are not told apart
_KEPT = ("source", "filename", "preempt", "max_steps", "max_output", "max_threads")


def advance(request: dict[str, Any], state: str, result: str, stop: bool) -> dict[str, Any]:
    if not state:
        try:
            check(request)
        except BadRequest as error:
            return {"verdict": {"unusable": str(error)}}
    now: dict[str, Any] = json.loads(state) if state else _first(request)
    if now.get("unusable"):
        return {"verdict": {"unusable": now["unusable"]}}
    if result:
        record = json.loads(result)
        if "unusable" in record and now["phase"] != "show":
            return {"verdict": record}
        verdict = _learn(now, record, request)
        if verdict:
            return {"verdict": verdict}
    following = None if stop else _next(now, request)
    if following is None and now["phase"] == "shrink" and not stop:
        following = _try_merging(now, request)
    if following is None and now["phase"] == "merge" and not stop:
        following = _try_fewer(now, request)
    if following is None and now["phase"] == "search":
        return {"verdict": _not_found(now, stop)}
    if following is None:
        now["phase"] = "show"
        following = _lean(request) | {
            "lean": False,
            "stop_at_deadlock": False,
            "schedule": now["shrink"]["best"],
        }
    progress = {"phase": now["phase"], "schedules": now["done"], "of": now["budget"]}
    return {"state": now, "request": following, "progress": progress}


def _first(request: dict[str, Any]) -> dict[str, Any]:
    mode = request.get("policy") or "mixed"
    budget = request.get("schedules", 200)
    unusable = ""
    if mode not in MODES:
        unusable = f"explore by {', '.join(MODES)}, not {mode!r}"
    if isinstance(budget, bool) or not isinstance(budget, int) or budget < 1:
        unusable = f"the number of schedules is a whole number above 0, not {budget!r}"
    seed = request.get("seed", 0)
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed <= MAX_SEED:
        unusable = f"the seed lies between 0 and {MAX_SEED}, not at {seed!r}"
    return {
        "phase": "search",
        "mode": mode,
        "budget": budget,
        "done": 0,
        "seed": seed,
        "usual_steps": 0,
        "unfinished": None,
        "stalls": 0,
        "allowed": request.get("expect"),
        "tally": {},
        "outputs": [],  # the different ones of runs that ended well, by their checksums
        "bounded": bounded.begin(budget if not unusable else 0),
        "unusable": unusable,
    }


def _lean(request: dict[str, Any]) -> dict[str, Any]:
    kept = {key: request[key] for key in _KEPT if request.get(key) is not None}
    return kept | {"lean": True, "stop_at_deadlock": True}


def _next(now: dict[str, Any], request: dict[str, Any]) -> dict[str, Any] | None:
    lean = _lean(request)
    if now["usual_steps"]:  # many times as long as usual is long enough
        usual = now["usual_steps"]
        enough = min(100 * usual + 50_000, max(ENOUGH_STEPS, 4 * usual))
        lean["max_steps"] = min(lean.get("max_steps", enough), enough)
    if now["phase"] == "shrink":
        schedule = shrink.candidate(now["shrink"])
        return None if schedule is None else lean | {"schedule": schedule, "bend": True}
    if now["phase"] == "merge":
        turns = merge.candidate(now["merge"])
        return None if turns is None else lean | {"turns": turns, "keep_turns": True} | _grain(now)
    if now["phase"] == "fewer":
        asked = fewer.candidate(now["fewer"])
        return None if asked is None else lean | asked | {"keep_turns": True}
    if now["phase"] != "search" or now["done"] >= now["budget"]:
        return None
    number = now["done"]
    if number == 0:  # the usual schedule: what it prints is what may be printed, and how long it is
        return lean | {"schedule": f"1.{request.get('preempt') or 'bytecode'}", "points": True}
    if now["mode"] == "bounded":
        schedule = bounded.candidate(now["bounded"])
        bent = {"schedule": schedule, "points": True, "bend": True}
        return None if schedule is None else lean | bent
    seed = (now["seed"] + number) % 2**32
    horizon = max(10, now["usual_steps"])
    policy = now["mode"]
    if policy == "mixed":
        policy, grain = MIX[number % len(MIX)]
        lean.setdefault("preempt", grain)
    return lean | {"policy": policy, "seed": seed, "horizon": horizon}


def _grain(now: dict[str, Any]) -> dict[str, Any]:
    return {"preempt": parse(now["shrink"]["best"]).grain}


def _try_merging(now: dict[str, Any], request: dict[str, Any]) -> dict[str, Any] | None:
    """What the shrunk schedule's turns are is asked first."""
    now["phase"], now["merge"] = "merge", None
    best = now["shrink"]["best"]
    if parse(best).preemptions < 2:
        return None
    return _lean(request) | {"schedule": best, "keep_turns": True}


def _try_fewer(now: dict[str, Any], request: dict[str, Any]) -> dict[str, Any] | None:
    """Leaving out ends where each single preemption is needed; another place may do with fewer."""
    best = parse(now["shrink"]["best"])
    if best.preemptions < 2:
        return None
    now["phase"], now["fewer"] = (
        "fewer",
        fewer.begin(now["merge"]["best"], now["merge"]["turns"], now["seed"]),
    )
    return _lean(request) | {"schedule": f"1.{best.grain}", "points": True, "keep_turns": True}


def _learn(
    now: dict[str, Any], record: dict[str, Any], request: dict[str, Any]
) -> dict[str, Any] | None:
    if now["phase"] == "show":
        if "outcome" in record and failure(record, now["allowed"]) == now["failure"]:
            return _found(now, record)
        now["phase"] = "search"  # it does not show what is to be told: it is not told
        return None
    if now["done"] == 0 and request.get("same_output") and now["allowed"] is None:
        now["allowed"] = [stdout(record)]
    bad = failure(record, now["allowed"])
    if now["phase"] == "shrink":
        shrink.learn(now["shrink"], record["schedule"] if bad == now["failure"] else None)
        return None
    if now["phase"] == "merge":
        if now["merge"] is None:
            now["merge"] = merge.begin(record["schedule"], record["turns"])
        elif bad == now["failure"]:
            merge.learn(now["merge"], record["schedule"], record["turns"])
        now["shrink"]["best"] = now["merge"]["best"]
        return None
    if now["phase"] == "fewer":
        fewer.learn(now["fewer"], record, bad == now["failure"])
        now["shrink"]["best"] = now["fewer"]["best"]
        return None
    now["done"] += 1
    now["stalls"] += record.get("stalls", 0) > 0
    now["tally"][bad or "fine"] = now["tally"].get(bad or "fine", 0) + 1
    if not bad:
        _count_output(now["outputs"], record)
    if not now["usual_steps"]:  # one that never ends says nothing of how long is usual
        endless = record["outcome"] == "limit"
        now["usual_steps"] = min(record["steps"], ENOUGH_STEPS // 4 if endless else record["steps"])
    if record["outcome"] == "limit" and now["unfinished"] is None:
        now["unfinished"] = record["schedule"]
    if bad and record["outcome"] != "limit":
        now["phase"], now["failure"] = "shrink", bad
        now["first"] = record["schedule"]
        now["shrink"] = shrink.begin(record["schedule"])
    elif now["mode"] == "bounded":
        bounded.learn(now["bounded"], record)
    return None


def _count_output(outputs: list[int], record: dict[str, Any]) -> None:
    printed = zlib.crc32(stdout(record).encode("utf-8", "surrogatepass"))
    if printed not in outputs and len(outputs) < MANY_OUTPUTS:
        outputs.append(printed)


def _found(now: dict[str, Any], record: dict[str, Any]) -> dict[str, Any]:
    return {
        "found": True,
        "failure": now["failure"],
        "schedules": now["done"],
        "first": now["first"],
        "schedule": record["schedule"],
        "preemptions": shrink.cost(record["schedule"])[0],
        "tries": now["shrink"]["tries"],
        "record": record,
    }


def _not_found(now: dict[str, Any], stopped: bool) -> dict[str, Any]:
    return {
        "found": False,
        "schedules": now["done"],
        "stopped": stopped,
        "tally": now["tally"],
        "outputs": len(now["outputs"]),  # how many different ones were seen
        "stalls": now["stalls"],  # runs in which only a timeout let anybody go on
        "unfinished": now["unfinished"],  # a schedule under which it did not end, if there was one
        "exhausted": now["mode"] == "bounded" and now["done"] < now["budget"] and not stopped,
    }
