"""The search itself: which schedule next, and when to stop. `advance` takes the state and the last
result, and gives the next request or the verdict."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from ..limits import MAX_SEED, SEARCH_STEPS
from ..policies import NAMED
from ..program.request import BadRequest, check
from ..schedule import parse
from . import bounded, exhaustive, fewer, interest, merge, mix, races, shrink
from .judge import failure, stdout
from .state import Search, Step

if TYPE_CHECKING:
    from ...protocol import types as protocol

POLICIES = ("mixed", *(name for name, policy in NAMED.items() if policy.seeded), "bounded")
QUICK = 24  # schedules that are tried before all orders are
LONG_RUN = 20_000  # steps of a run of which not all orders are tried
ENOUGH_STEPS = 2_000_000  # for a run that usually takes less
MANY_OUTPUTS = 1000  # more different ones are not told apart
#: In which a schedule that failed is followed as it stands.
_REPLAYS = ("merge", "fewer", "show")
#: In which a run that cannot be had takes nothing from the verdict.
_WATCHED = ("races", "why", "outcomes")
_KEPT = ("source", "files", "filename", "preempt", "max_steps", "max_output", "max_threads")


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
        if "unusable" not in record or now["phase"] in _WATCHED:
            found = _learn(now, record, request)
            if found:
                return {"verdict": found}
        elif now["phase"] in _REPLAYS:
            _take_back(now)
        else:
            return {"verdict": record}
    following = None if stop else _next(now, request)
    if following is None and now["phase"] == "shrink" and not stop:
        following = _try_merging(now, request)
    if following is None and now["phase"] == "merge" and not stop:
        following = _try_fewer(now, request)
    if now["phase"] == "why":
        following = _shown(now, request) | {"races": True, "why": True}
    if following is None and now["phase"] == "search" and request.get("races") and not stop:
        now["phase"], now["races"] = "races", races.begin()
        following = _next(now, request)
    if following is None and now["phase"] in ("search", "races") and not stop:
        following = _verify(now, request)
    if following is None and now["phase"] in ("search", "races", "outcomes"):
        return {"verdict": _not_found(now, request, stop)}
    if following is None:
        now["phase"] = "show"
        following = _shown(now, request)
    return {"state": now, "request": following, "progress": _progress(now)}


def _shown(now: Search, request: dict[str, Any]) -> dict[str, Any]:
    unlike = {"lean": False, "stop_at_deadlock": False, "schedule": now["shrink"]["best"]}
    return _lean(request) | unlike


def _verify(now: Search, request: dict[str, Any]) -> dict[str, Any] | None:
    """What was met where accesses were looked at is told only if a plain run shows it, too."""
    if "outcomes" not in now or exhaustive.told(now["exhaustive"])["exhausted"]:
        return None
    now["phase"] = "outcomes"
    now["unverified"] = list(now["outcomes"]["found"])
    return _next(now, request)


def _progress(now: Search) -> protocol.Progress:
    if now["phase"] == "orders":
        orders = now["exhaustive"]
        return {"phase": "orders", "schedules": orders["runs"], "of": orders["most"]}
    return {"phase": now["phase"], "schedules": now["done"], "of": now["budget"]}


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


def _lean(request: dict[str, Any]) -> dict[str, Any]:
    kept = {key: request[key] for key in _KEPT if request.get(key) is not None}
    return {"max_steps": SEARCH_STEPS} | kept | {"lean": True, "stop_at_deadlock": True}


def _next(now: Search, request: dict[str, Any]) -> dict[str, Any] | None:
    lean = _lean(request)
    if now["usual_steps"]:  # many times as long as usual is long enough
        usual = now["usual_steps"]
        enough = min(100 * usual + 50_000, max(ENOUGH_STEPS, 4 * usual))
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
        return lean | {"turns": turns, "keep_turns": True, "preempt": _granularity(now)}
    if now["phase"] == "fewer":
        asked = fewer.candidate(now["fewer"])
        return None if asked is None else lean | asked | {"keep_turns": True}
    if now["phase"] in ("search", "orders") and "exhaustive" in now:
        following = _next_order(now, lean)
        if following is not None or exhaustive.told(now["exhaustive"])["exhausted"]:
            return following
    if now["phase"] == "outcomes":
        left = now["unverified"]
        if not left:
            return None
        return lean | {"schedule": now["outcomes"]["found"][left[0]]["schedule"]}
    if now["phase"] == "races":
        asked = races.candidate(now["races"], now["usual_steps"], now["seed"])
        most = min(races.LONGEST, lean.get("max_steps", races.LONGEST))
        return None if asked is None else lean | asked | {"max_steps": most}
    if now["phase"] != "search" or now["done"] >= now["budget"]:
        return None
    return _another(now, request, lean)


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


def _granularity(now: Search) -> str:
    return parse(now["shrink"]["best"]).granularity


def _try_merging(now: Search, request: dict[str, Any]) -> dict[str, Any] | None:
    """What the shrunk schedule's turns are is asked first."""
    now["phase"], now["merge"] = "merge", None
    best = now["shrink"]["best"]
    if parse(best).preemptions < 2:
        return None
    return _lean(request) | {"schedule": best, "keep_turns": True}


def _try_fewer(now: Search, request: dict[str, Any]) -> dict[str, Any] | None:
    """Leaving out ends where each single preemption is needed; another place may do with fewer."""
    best = parse(now["shrink"]["best"])
    merged = now["merge"]
    if best.preemptions < 2 or merged is None:
        return None
    now["phase"] = "fewer"
    now["fewer"] = fewer.begin(merged["best"], merged["turns"], now["seed"])
    usual = f"1.{best.granularity}"
    return _lean(request) | {"schedule": usual, "points": True, "keep_turns": True}


def _learn(now: Search, record: dict[str, Any], request: dict[str, Any]) -> protocol.Found | None:
    if now["phase"] == "show":
        if _failure(now, record) != now["failure"]:
            _take_back(now)
        elif request.get("races") and now["usual_steps"] <= races.LONGEST:
            now["phase"], now["shown"] = "why", record
        else:
            return _found(now, record, request, {})
        return None
    if now["phase"] == "why":
        shows = "outcome" in record and _failure(now, record) == now["failure"]
        return _found(now, now["shown"], request, record if shows else {})
    if now["phase"] == "outcomes":
        exhaustive.verify(now["outcomes"], now["unverified"].pop(0), record)
        shown = {each["failure"] for each in exhaustive.listed(now["outcomes"])}
        if not now["unverified"]:
            now["tally"] = {k: n for k, n in now["tally"].items() if k == "fine" or k in shown}
        return None
    if now["phase"] == "races":
        races.learn(now["races"], record)
        return None
    if now["done"] == 0 and request.get("same_output") and now["allowed"] is None:
        now["allowed"] = [stdout(record)]
    if now["phase"] == "orders" and "order" not in record:
        exhaustive.give_up(now["exhaustive"])
        return None
    bad = _failure(now, record)
    if now["phase"] == "orders":
        _learn_order(now, record, bad)
    elif now["phase"] == "search":
        _learn_schedule(now, record, bad)
    else:
        _learn_shorter(now, record, bad == now["failure"])
    return None


def _take_back(now: Search) -> None:
    """A replay does not show the failure, so it is not told: who looks at accesses keeps what they
    are of alive, and a program may notice. From now on it is not looked at."""
    now["phase"] = "search"
    now["tally"].pop(now["failure"], None)
    interest.give_up(now["interests"])
    if "exhaustive" in now:
        exhaustive.give_up(now["exhaustive"])


def _learn_shorter(now: Search, record: dict[str, Any], fails: bool) -> None:
    """What a candidate for a shorter schedule did; `fails` says whether as the first one."""
    if now["phase"] == "shrink":
        shrink.learn(now["shrink"], record["schedule"] if fails else None)
    elif now["phase"] == "merge":
        merging = now["merge"]
        if merging is None and not fails:
            return _take_back(now)
        if merging is None:
            merging = now["merge"] = merge.begin(record["schedule"], record["turns"])
        elif fails:
            merge.learn(merging, record["schedule"], record["turns"])
        now["shrink"]["best"] = merging["best"]
    else:
        fewer.learn(now["fewer"], record, fails)
        now["shrink"]["best"] = now["fewer"]["best"]


def _learn_order(now: Search, record: dict[str, Any], bad: str) -> None:
    if "outcomes" in now:
        exhaustive.learn_all(now["exhaustive"], now["outcomes"], record)
    elif exhaustive.learn(now["exhaustive"], record):
        _count_output(now["outputs"], record)
        if bad:
            _begin_shrinking(now, record, bad)


def _begin_shrinking(now: Search, record: dict[str, Any], bad: str) -> None:
    now["phase"], now["failure"] = "shrink", bad
    now["first"] = record["schedule"]
    now["shrink"] = shrink.begin(record["schedule"])


def _learn_schedule(now: Search, record: dict[str, Any], bad: str) -> None:
    now["done"] += 1
    now["stalls"] += record.get("stalls", 0) > 0
    now["tally"][bad or "fine"] = now["tally"].get(bad or "fine", 0) + 1
    if not bad:
        _count_output(now["outputs"], record)
    if not now["usual_steps"]:  # one that never ends says nothing of how long is usual
        endless = record["outcome"] == "limit"
        now["usual_steps"] = min(record["steps"], ENOUGH_STEPS // 4 if endless else record["steps"])
    interest.learn(now["interests"], record.get("shared", []))
    if record["outcome"] == "limit" and now["unfinished"] is None:
        now["unfinished"] = record["schedule"]
    if "outcomes" in now:
        exhaustive.note(now["outcomes"], record)
    elif bad and record["outcome"] != "limit":
        _begin_shrinking(now, record, bad)
    elif now["policy"] == "bounded":
        bounded.learn(now["bounded"], record)


def _failure(now: Search, record: dict[str, Any]) -> str:
    return failure(record, now["allowed"], now["exit_code"])


def _count_output(outputs: list[int], record: dict[str, Any]) -> None:
    printed = zlib.crc32(stdout(record).encode("utf-8", "surrogatepass"))
    if printed not in outputs and len(outputs) < MANY_OUTPUTS:
        outputs.append(printed)


def _found(
    now: Search, record: Any, request: dict[str, Any], watched: dict[str, Any]
) -> protocol.Found:
    seen, why = watched.get("races"), watched.get("why")
    found: protocol.Found = {
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
        found["races"] = seen or races.told(None, now["usual_steps"])
        found["why"] = why
    return found


def _not_found(now: Search, request: dict[str, Any], stopped: bool) -> protocol.NotFound:
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
