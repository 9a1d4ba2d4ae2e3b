"""What a run tells a search: whether it failed, is shorter, shows what was met."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from . import bounded, exhaustive, fewer, interest, merge, races, shrink
from .asking import ENOUGH_STEPS
from .judge import failure, stdout
from .state import Search
from .verdicts import found

if TYPE_CHECKING:
    from ...protocol import types as protocol

MANY_OUTPUTS = 1000  # more different ones are not told apart


def learn(now: Search, record: dict[str, Any], request: dict[str, Any]) -> protocol.Found | None:
    if now["phase"] == "show":
        if failure_of(now, record) != now["failure"]:
            take_back(now)
        elif request.get("races") and now["usual_steps"] <= races.LONGEST:
            now["phase"], now["shown"] = "why", record
        else:
            return found(now, record, request, {})
        return None
    if now["phase"] == "why":
        shows = "outcome" in record and failure_of(now, record) == now["failure"]
        return found(now, now["shown"], request, record if shows else {})
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
    bad = failure_of(now, record)
    if now["phase"] == "orders":
        _learn_order(now, record, bad)
    elif now["phase"] == "search":
        _learn_schedule(now, record, bad)
    else:
        _learn_shorter(now, record, bad == now["failure"])
    return None


def take_back(now: Search) -> None:
    """A replay does not show the failure, so it is not told. None is known: who looks at
    accesses changes nothing of a run. Should it, nobody looks from now on."""
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
            return take_back(now)
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


def failure_of(now: Search, record: dict[str, Any]) -> str:
    return failure(record, now["allowed"], now["exit_code"])


def _count_output(outputs: list[int], record: dict[str, Any]) -> None:
    printed = zlib.crc32(stdout(record).encode("utf-8", "surrogatepass"))
    if printed not in outputs and len(outputs) < MANY_OUTPUTS:
        outputs.append(printed)
