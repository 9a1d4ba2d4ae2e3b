"""What a search walks through: orders of what is shared are met evenly, whatever lies between."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from bench.verdict import BROKEN, programs
from playground.simthreads.explore import interest, mix
from playground.simthreads.policies.surw import Surw

SHARED, OTHER = 1, 2  # places


def _walk(seed: int, does: dict[int, list[int]], places: list[int] | None) -> list[int]:
    """Whose accesses of the shared thing came in which order, if each thread does this."""
    left = {thread: list(accesses) for thread, accesses in does.items()}
    policy, made = Surw(seed), []
    if places is not None:
        counts = {thread: each.count(SHARED) for thread, each in does.items()}
        policy.look_for(places, counts)
    for thread, accesses in left.items():
        policy.started(thread)
        policy.at[thread] = accesses[0]
    while ready := sorted(thread for thread in left if left[thread]):
        thread = policy.pick(1, ready)
        place = left[thread].pop(0)
        policy.did(thread, place)
        if place == SHARED:
            made.append(thread)
        if left[thread]:
            policy.at[thread] = left[thread][0]
    return made


LATE = {**{thread: [SHARED] for thread in (2, 3, 4, 5)}, 6: [*[OTHER] * 30, SHARED]}


def test_who_has_much_else_to_do_comes_first_as_often_as_others():
    first = Counter(_walk(seed, LATE, [SHARED])[0] for seed in range(2000))
    assert all(340 < first[thread] < 460 for thread in LATE), first
    among_all = Counter(_walk(seed, LATE, None)[0] for seed in range(2000))
    assert among_all[6] < 20  # which is why a walk is about something


def test_each_order_is_met_as_often_as_any_other():
    """Of two accesses of one thread and four of another there are fifteen orders."""
    does = {2: [SHARED, OTHER, SHARED], 3: [SHARED] * 4}
    orders = Counter(tuple(_walk(seed, does, [SHARED])) for seed in range(6000))
    assert len(orders) == 15
    assert all(320 < count < 480 for count in orders.values()), orders


def test_walks_are_about_one_thing_after_the_other_then_about_all():
    state = interest.begin()
    assert interest.ask(state) == {}
    one = {"places": [1, 2, 3], "counts": [[2, 1], [3, 4]]}
    part = {"places": [1, 2, 9], "counts": [[3, 5], [4, 1]]}
    other = {"places": [7, 8], "counts": [[2, 2], [3, 2]]}
    interest.learn(state, [one, other])
    interest.learn(state, [part])
    whole = {"places": [1, 2, 3, 9], "counts": [[2, 1], [3, 5], [4, 1]]}
    state = json.loads(json.dumps(state)) | {"walks": 0}
    asked = [interest.ask(state) for _ in range(4)]
    assert asked == [{"interest": whole}, {"interest": other}, {}, {"interest": whole}]


def test_a_long_run_is_not_watched():
    for number in range(len(mix.MIX)):
        asked = mix.ask(interest.begin(), "mixed", number, mix.LONG + 1, None)
        assert asked["policy"] not in mix.WATCHED
        asked = mix.ask(interest.begin(), "mixed", number, 100, "line")
        assert (asked["policy"] in mix.WATCHED, asked["preempt"]) == (False, "line")


def test_what_nobody_else_touches_or_changes_is_of_no_interest(engine):
    source = (
        "import threading\nsteady = 1\nmoving = 0\ndef work():\n    global moving\n"
        "    mine = [steady]\n    mine.append(2)\n    moving += 1\n"
        "threads = [threading.Thread(target=work) for _ in range(3)]\n"
        "for t in threads: t.start()\nfor t in threads: t.join()\n"
    )
    request = {"source": source, "policy": "surw", "preempt": "bytecode", "lean": True}
    shared = engine.ask("run", request)["shared"]
    assert [sorted(each["counts"]) for each in shared] == [[[2, 2], [3, 2], [4, 2]]]
    walked = engine.ask("run", request | {"interest": shared[0]})
    assert walked["outcome"] == "finished"


@pytest.mark.parametrize("seed", [0, 1000, 2000])
def test_what_few_orders_show_is_found_soon(engine, seed):
    """With walks alone, not in 150 schedules at two of these seeds."""
    verdict = engine.explore(programs(BROKEN)["peterson"], schedules=100, seed=seed)
    assert verdict["failure"] == "raised AssertionError"


@pytest.mark.parametrize("name", ["reorder_5", "reorder_10"])
def test_one_that_has_to_come_between_many_others_is_found(engine, name):
    """Not in 600 schedules without walks, at three seeds."""
    verdict = engine.explore(programs(BROKEN)[name], schedules=400)
    assert verdict["failure"] == "raised AssertionError"
