"""The kernel alone, on plain CPython."""

from __future__ import annotations

from typing import Any

import pytest

from playground.simthreads.kernel import PATIENCE
from playground.simthreads.policies.round_robin import RoundRobin
from playground.simthreads.task import Task, Wait
from playground.simthreads.virtual_clock import SECOND, STEP

from .baton import Baton


def test_tasks_run_in_the_order_of_their_start() -> None:
    run = Baton()

    def main() -> None:
        for name in "abc":
            run.kernel.spawn(lambda name=name: run.log.append(name))  # type: ignore[misc]
        run.kernel.give_way()
        run.log.append("main")

    assert run.run(main) == "finished"
    assert run.log == ["a", "b", "c", "main"]


def test_time_jumps_to_the_next_timer_when_all_wait() -> None:
    run = Baton()
    kernel = run.kernel

    def sleeper(seconds: float) -> None:
        assert kernel.block(Wait("sleep"), int(seconds * SECOND)) is False
        run.log.append((seconds, kernel.now / SECOND))

    def main() -> None:
        for seconds in (0.3, 0.1, 0.2):
            kernel.spawn(lambda seconds=seconds: sleeper(seconds))  # type: ignore[misc]
        sleeper(0.4)

    assert run.run(main) == "finished"
    assert run.log == [(0.1, 0.1), (0.2, 0.2), (0.3, 0.3), (0.4, 0.4)]


@pytest.mark.parametrize("naps", [2, 3, 10])
@pytest.mark.parametrize("steps", [0, 50, 1000])
def test_one_long_sleep_ends_before_as_much_in_several(naps: int, steps: int) -> None:
    run = Baton()
    kernel = run.kernel

    def several() -> None:
        for _ in range(naps):
            kernel.block(Wait("sleep"), SECOND)
        run.log.append("several")

    def one() -> None:
        for _ in range(steps):
            kernel.point()
        kernel.block(Wait("sleep"), naps * SECOND)
        run.log.append("one")

    def main() -> None:
        kernel.spawn(several)
        kernel.spawn(one)
        kernel.block(Wait("sleep"), 2 * naps * SECOND)

    assert run.run(main) == "finished"
    assert run.log == ["one", "several"]


def test_a_sleep_that_is_due_earlier_ends_earlier_however_little() -> None:
    run = Baton()
    kernel = run.kernel

    def sleeper(nanoseconds: int) -> None:
        kernel.block(Wait("sleep"), nanoseconds)
        run.log.append(nanoseconds)

    def main() -> None:
        for nanoseconds in (1_000_000, 500_000, 100_000):
            kernel.spawn(lambda nanoseconds=nanoseconds: sleeper(nanoseconds))  # type: ignore[misc]
        kernel.block(Wait("sleep"), SECOND)

    assert run.run(main) == "finished"
    assert run.log == [100_000, 500_000, 1_000_000]


def test_a_timer_that_comes_too_late_is_no_wake_up() -> None:
    run = Baton()
    kernel = run.kernel

    def main() -> None:
        main_task = kernel.current
        kernel.spawn(lambda: kernel.unblock(main_task))
        run.log.append(kernel.block(Wait("lock"), SECOND))
        run.log.append(kernel.now)
        run.log.append(kernel.block(Wait("sleep"), 2 * SECOND))
        run.log.append(kernel.now)

    assert run.run(main) == "finished"
    assert run.log == [True, 0, False, 2 * SECOND]


def test_nobody_left_to_run_is_a_deadlock() -> None:
    run = Baton()
    assert run.run(lambda: run.kernel.block(Wait("lock"))) == "deadlock"
    assert run.kernel.deadlocks.found == (0, [])


def _two_in_a_circle(run: Baton) -> tuple[Task, Task]:
    kernel = run.kernel
    tasks: list[Task] = []
    for other in (1, 0):
        wait = Wait("lock", owner=lambda other=other: tasks[other])  # type: ignore[misc]
        tasks.append(kernel.spawn(lambda wait=wait: kernel.block(wait)))  # type: ignore[misc,arg-type]
    return tasks[0], tasks[1]


def test_a_circle_is_found_while_others_run_on() -> None:
    run = Baton()

    def main() -> None:
        first, second = _two_in_a_circle(run)
        run.kernel.give_way()
        found = run.kernel.deadlocks.still_found()
        assert found is not None
        run.log.append([task.id for task in found.tasks])
        run.kernel.unblock(first)
        run.log.append(run.kernel.deadlocks.still_found())
        assert second.state == "blocked"

    assert run.run(main) == "finished"
    assert run.log == [[3, 2], None]


def test_a_circle_may_end_the_run_at_once() -> None:
    run = Baton(stop_at_deadlock=True)

    def main() -> None:
        _two_in_a_circle(run)
        run.kernel.give_way()
        run.log.append("not reached")

    assert run.run(main) == "deadlock"
    assert run.log == []


def test_a_wait_with_a_timeout_is_no_part_of_a_deadlock() -> None:
    run = Baton()
    kernel = run.kernel

    def main() -> None:
        me = kernel.current
        kernel.spawn(lambda: run.log.append(kernel.block(Wait("join", owner=lambda: me), SECOND)))
        kernel.block(Wait("sleep"), 2 * SECOND)

    assert run.run(main) == "finished"
    assert run.log == [False]


def test_the_limit_on_steps_ends_a_loop() -> None:
    run = Baton(max_steps=1000)

    def main() -> None:
        while True:
            run.kernel.point()

    assert run.run(main) == "limit"
    assert run.kernel.steps == 1000


def test_who_spins_gives_way_to_the_ready() -> None:
    run = Baton()
    done: list[int] = []

    def main() -> None:
        run.kernel.spawn(lambda: done.append(1))
        while not done:
            run.kernel.point()

    assert run.run(main) == "finished"
    assert run.kernel.steps == PATIENCE


def test_who_spins_lets_time_pass_for_sleepers() -> None:
    run = Baton()
    done: list[int] = []

    def sleeper() -> None:
        run.kernel.block(Wait("sleep"), SECOND)
        done.append(1)

    def main() -> None:
        run.kernel.spawn(sleeper)
        run.kernel.give_way()
        while not done:
            run.kernel.point()

    assert run.run(main) == "finished"
    assert run.kernel.now >= SECOND
    assert run.kernel.steps < 3 * PATIENCE


def test_steps_take_virtual_time() -> None:
    run = Baton()

    def main() -> None:
        for _ in range(7):
            run.kernel.point()

    assert run.run(main) == "finished"
    assert run.kernel.now == 7 * STEP


def test_an_interrupt_wakes_and_may_raise() -> None:
    run = Baton()
    kernel = run.kernel

    def strike() -> None:
        raise KeyError("struck")

    def main() -> None:
        me = kernel.current
        kernel.spawn(lambda: kernel.interrupt(me, strike))
        with pytest.raises(KeyError):
            kernel.block(Wait("lock"))

    assert run.run(main) == "finished"


def test_a_schedule_is_written_as_deviations_from_the_usual() -> None:
    run = Baton(RoundRobin(quantum=3))

    def work(name: str) -> None:
        for _ in range(5):
            run.log.append(name)
            run.kernel.point()

    def main() -> None:
        run.kernel.spawn(lambda: work("a"))
        work("m")
        run.kernel.block(Wait("sleep"), SECOND)

    assert run.run(main) == "finished"
    assert "".join(run.log) == "mmmaaammaa"
    assert run.kernel.deviations == [("s", 3, 2), ("s", 6, 1)]
    assert run.kernel.preemptions == 2


def test_events_are_told_in_order() -> None:
    told: list[tuple[Any, ...]] = []

    class Observer:
        def event(self, kind: str, task: Task, **details: object) -> None:
            told.append((kind, task.id))

    run = Baton(observer=Observer())

    def main() -> None:
        me = run.kernel.current
        run.kernel.spawn(lambda: run.kernel.unblock(me))
        run.kernel.block(Wait("lock"))

    assert run.run(main) == "finished"
    assert told == [("wait", 1), ("run", 2), ("ready", 1), ("done", 2), ("run", 1)]


def test_a_call_for_later_comes_even_when_nobody_can_go_on() -> None:
    run = Baton()
    kernel = run.kernel

    def main() -> None:
        kernel.call_after(
            SECOND, lambda: run.log.append(("called", kernel.now, kernel.has_future()))
        )
        kernel.call_after(SECOND // 2, lambda: run.log.append("never"))()
        kernel.block(Wait("sleep"), 2 * SECOND)
        run.log.append(kernel.now)
        kernel.call_after(
            SECOND, lambda: run.log.append(("alone", kernel.now, kernel.has_future()))
        )
        kernel.block(Wait("lock"))

    assert run.run(main) == "deadlock"
    assert run.log == [("called", SECOND, True), 2 * SECOND, ("alone", 3 * SECOND, False)]


def test_a_call_for_later_comes_between_the_steps_of_who_runs() -> None:
    run = Baton()
    kernel = run.kernel

    def main() -> None:
        kernel.call_after(10 * STEP, lambda: run.log.append(kernel.steps))
        for _ in range(20):
            kernel.point()

    assert run.run(main) == "finished"
    assert run.log == [11]
