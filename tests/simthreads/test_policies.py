"""Policies alone: they see numbers, so the tests are tables."""

from __future__ import annotations

import itertools

import pytest

from playground.simthreads.policies import NEVER, Policy, Replay, Step, Turns, by_name
from playground.simthreads.policies.pct import Pct
from playground.simthreads.policies.round_robin import RoundRobin
from playground.simthreads.policies.seeded_random import SeededRandom
from playground.simthreads.schedule import Schedule, ScheduleError, parse


def _decisions(policy: Policy, steps: int = 200) -> list[tuple[int, int]]:
    """What a policy does with three threads of which the first runs."""
    made: list[tuple[int, int]] = []
    for thread in (1, 2, 3):
        policy.started(thread)
    running, step = 1, 0
    while True:
        step = policy.next_step(step)
        if step > steps:
            return made
        others = [thread for thread in (1, 2, 3) if thread != running]
        chosen = policy.preempt(step, [running, *others], running)
        made.append((step, chosen))
        running = chosen


def test_the_usual_schedule_never_preempts() -> None:
    assert _decisions(Policy()) == []
    assert Policy().pick(1, [4, 2, 3]) == 4


def test_round_robin_takes_turns() -> None:
    assert _decisions(RoundRobin(50)) == [(50, 2), (100, 1), (150, 2), (200, 1)]


def test_turns_are_given_in_their_order_and_left_out_where_nobody_is_ready() -> None:
    policy = Turns([(1, 3, False), (2, 4, True), (9, 4, True), (3, 2, True), (1, 0, False)])
    assert policy.next_step(0) == NEVER
    assert policy.pick(1, [3, 2]) == 2
    policy.runs(2)
    assert policy.next_step(10) == 14
    assert policy.preempt(12, [2, 1, 3], 2) == 2
    assert policy.preempt(14, [2, 1, 3], 2) == 3
    policy.runs(3)
    assert policy.next_step(14) == 16
    assert policy.preempt(16, [3, 2], 3) == 3
    policy.runs(2)
    assert (policy.next_step(17), policy.pick(2, [3, 1])) == (NEVER, 3)


@pytest.mark.parametrize("make", [SeededRandom, Pct])
def test_a_seed_decides_everything(make: type[SeededRandom] | type[Pct]) -> None:
    runs = [_decisions(make(seed)) for seed in range(20)]
    assert runs == [_decisions(make(seed)) for seed in range(20)]
    assert len({tuple(run) for run in runs}) > 4


def test_random_switches_at_its_pace() -> None:
    made = _decisions(SeededRandom(1, pace=0.5), 10_000)
    assert 4500 < len(made) < 5500
    assert all(before != after for (_, before), (_, after) in itertools.pairwise(made))
    assert SeededRandom(1, pace=0).next_step(0) == NEVER


def test_pct_runs_the_highest_priority_and_lowers_it_at_changes() -> None:
    policy = Pct(7, depth=2, horizon=100)
    for thread in (1, 2, 3):
        policy.started(thread)
    first = policy.pick(1, [1, 2, 3])
    change = policy.next_step(0)
    rest = [thread for thread in (1, 2, 3) if thread != first]
    assert policy.preempt(change - 1, [first, *rest], first) == first
    assert policy.preempt(change, [first, *rest], first) in rest
    assert policy.priority[first] == min(policy.priority.values())


def test_replay_repeats() -> None:
    policy = Replay(parse("1.line.2@5.3@9.1@c2"))
    assert policy.next_step(0) == 5
    assert policy.preempt(5, [1, 2], 1) == 2
    assert policy.next_step(5) == 9
    assert policy.pick(1, [2, 1]) == 2
    assert policy.pick(2, [2, 1]) == 1
    assert policy.unused() == 1
    assert policy.misfit == ""


def test_replay_says_when_a_schedule_does_not_fit() -> None:
    policy = Replay(parse("1.line.7@5"))
    assert policy.preempt(5, [1, 2], 1) == 1
    assert policy.misfit == "thread 7 is not ready at step 5"
    late = Replay(parse("1.line.7@5"))
    late.next_step(6)
    assert late.misfit == "nobody to switch to at step 5"
    bent = Replay(parse("1.line.7@5"), strict=False)
    assert bent.preempt(5, [1, 2], 1) == 1
    assert bent.misfit == ""


def test_step_asks() -> None:
    asked = []
    policy = Step(lambda threads, running: asked.append((list(threads), running)) or 2)  # type: ignore[func-returns-value]
    assert policy.preempt(1, [1, 2], 1) == 2
    assert policy.pick(1, [2, 3]) == 2
    assert asked == [([1, 2], True), ([2, 3], False)]


def test_no_such_policy() -> None:
    with pytest.raises(ValueError, match="no policy is called 'best'"):
        by_name("best", 0)


@pytest.mark.parametrize("text", ["1.bytecode", "1.line.2@5", "1.call.1@c3.12@44.3@c5"])
def test_a_schedule_reads_back(text: str) -> None:
    assert str(parse(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "2.bytecode", "1", "1.word", "1.line.", "1.line.x", "1.line.2@0", "1.line.0@2", "1.line.2@5.",
     "1.line.2@-1", "1.line.2@5 3@6", "1.line.2@99999999999", "é"],
)  # fmt: skip
def test_what_is_no_schedule(text: str) -> None:
    with pytest.raises(ScheduleError):
        parse(text)


def test_preemptions_are_counted() -> None:
    assert Schedule("line", (("s", 1, 2), ("c", 1, 2), ("s", 4, 1))).preemptions == 2
