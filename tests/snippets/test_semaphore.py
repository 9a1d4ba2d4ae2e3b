"""What chapter "Semaphore and Barrier" claims of its programs."""

import pytest

TWO_ARE_LET_IN = """
from threading import Barrier
import types

pair = Barrier(2)
time = types.SimpleNamespace(sleep=lambda seconds: pair.wait(timeout=10))
main()
"""

ONE_PERMIT_TOO_MANY = """
from threading import Barrier
import types

trio = Barrier(3)
time = types.SimpleNamespace(sleep=lambda seconds: trio.wait(timeout=10))
Semaphore = lambda count: __import__("threading").Semaphore(3)
main()
"""

PERMITS_AFTER_THE_FAILURE = """
permits = {kind}(2)
for _ in range(2):
    attempt(permits, "bad")
print(permits.acquire(blocking=False))
"""

RELEASED_BY_ANOTHER = """
permits = BoundedSemaphore(1)
permits.acquire()
thread = Thread(target=permits.release)
thread.start()
thread.join()
print(permits.acquire(blocking=False))
"""

CREATION_FAILS = """
permits, gate = BoundedSemaphore(1), Event()
permits.acquire()
class Odd(list):
    def append(self, item):
        raise OSError("disk full")
try:
    gate.set()
    work(permits, gate, Odd())
except OSError as error:
    print(error)
print(permits.acquire(blocking=False))
"""

SIGNALS_WAIT_FOR_THEIR_TAKER = """
baked, tray = Semaphore(0), []
seller = Thread(target=lambda: [baked.acquire() for _ in range(3)])
seller.start()
bake(baked, tray)
seller.join(timeout=10)
print(seller.is_alive(), len(tray))
"""

ACTION_RUNS_BEFORE_ANYBODY_GOES_ON = """
log = []
def arrive(barrier):
    index = barrier.wait(timeout=10)
    log.append("passed")
    indexes.append(index)

indexes = []
barrier = Barrier(3, action=lambda: log.append("action"))
threads = [Thread(target=arrive, args=(barrier,)) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(log, sorted(indexes))
"""

ACTION_RAISES = """
barrier = Barrier(1, action=lambda: 1 / 0)
try:
    barrier.wait()
except ZeroDivisionError:
    print("ZeroDivisionError", barrier.broken)
"""

RESET_WHILE_ONE_WAITS = """
import time
barrier, log = Barrier(2), []
waiter = Thread(target=arrive, args=(barrier, 10, log))
waiter.start()
while not barrier.n_waiting:
    time.sleep(0.001)
barrier.reset()
waiter.join()
print(log, barrier.broken)
"""

NO_PARTIES = """
import sys

try:
    Barrier(0)
    refused = False
except ValueError:
    refused = True
since, until = (3, 13), (3, 12)
print(refused if sys.version_info >= since else not refused or sys.version_info >= until)
"""

NOBODY_TELLS = """
def load(name, data, barrier, report):
    try:
        value = int(data)
        barrier.wait(timeout=0.1)
    except ValueError:
        report[name] = "bad data, told nobody"
    except BrokenBarrierError:
        report[name] = "waited in vain"

main()
"""

BORROWER_RAISES = """
pool = Pool(["db-1"])
try:
    with pool.borrow():
        raise OSError("query failed")
except OSError as error:
    print(error)
with pool.borrow() as connection:
    print(connection, pool._permits.acquire(blocking=False))
"""


def test_no_more_than_two_are_inside(run, probe):
    assert run("two_at_a_time").lines == ["downloads: 6", "never more than two at once: True"]
    assert probe("two_at_a_time", TWO_ARE_LET_IN).lines == [
        "downloads: 6",
        "never more than two at once: True",
    ]
    assert probe("two_at_a_time", ONE_PERMIT_TOO_MANY).lines == [
        "downloads: 6",
        "never more than two at once: False",
    ]


def test_an_exception_before_release_leaks_the_permit(run, probe):
    assert run("leaked_permit_deadlock").lines == [
        "bad job works",
        "bad job failed: no data",
        "bad job still waits: False",
        "good job still waits: True",
    ]
    lines = probe(
        "leaked_permit_deadlock", PERMITS_AFTER_THE_FAILURE.format(kind="Semaphore")
    ).lines
    assert lines[-1] == "False"


def test_with_gives_the_permit_back(run, probe):
    assert run("returned_permit").lines == [
        "bad job works",
        "bad job failed: no data",
        "good job works",
        "permit is back: True",
    ]
    code = PERMITS_AFTER_THE_FAILURE.format(kind="BoundedSemaphore")
    assert probe("returned_permit", code).lines[-1] == "True"


def test_acquiring_first_limits_how_many_are_created(run, probe):
    assert run("limit_creation").lines == [
        "permit for a third: False",
        "threads created: 2",
        "threads created: 5 jobs done: 5",
    ]
    assert probe("limit_creation", CREATION_FAILS).lines == ["disk full", "True"]


def test_a_permit_may_be_returned_by_another_thread(probe):
    assert probe("limit_creation", RELEASED_BY_ANOTHER).lines == ["True"]


def test_acquiring_in_the_worker_limits_how_many_run(run):
    assert run("limit_running").lines == [
        "threads created: 5 let in: 2",
        "a third came in: False",
        "let in at last: 5",
    ]


def test_only_a_bounded_semaphore_notices_a_release_too_many(run):
    assert run("released_too_often").lines == [
        "Semaphore permits: 3",
        "BoundedSemaphore -> ValueError: Semaphore released too many times",
        "BoundedSemaphore permits: 2",
    ]


def test_a_semaphore_counts_signals_that_nobody_awaits_yet(run, probe):
    assert run("counted_signal").lines == [
        "sold bun 0",
        "sold bun 1",
        "sold bun 2",
        "a fourth signal: False",
    ]
    assert probe("counted_signal", SIGNALS_WAIT_FOR_THEIR_TAKER).lines == ["False 3"]


def test_the_barrier_holds_all_until_the_phase_is_summed(run, probe):
    assert run("barrier_phases").lines == ["total of each phase: [14, 29]"]
    assert probe("barrier_phases", ACTION_RUNS_BEFORE_ANYBODY_GOES_ON).lines == [
        "['action', 'passed', 'passed', 'passed'] [0, 1, 2]"
    ]


def test_an_action_that_raises_breaks_the_barrier(probe):
    assert probe("barrier_phases", ACTION_RAISES).lines == ["ZeroDivisionError True"]


def test_a_timeout_breaks_the_barrier_until_it_is_reset(run, probe):
    broken = "BrokenBarrierError"
    assert run("missing_party").lines == [
        f"2 of 3 came: {[broken] * 2}",
        "broken: True",
        f"3 of 3 came: {[broken] * 3}",
        "broken after reset: False",
        "3 of 3 came: ['passed', 'passed', 'passed']",
    ]
    assert probe("missing_party", RESET_WHILE_ONE_WAITS).lines == [f"{[broken]} False"]


def test_a_barrier_for_nobody_is_refused_since_3_13(probe):
    assert probe("missing_party", NO_PARTIES).lines == ["True"]


def test_abort_tells_the_others_at_once(run, probe):
    assert run("aborted_barrier").lines == [
        "a gave up, somebody failed",
        "b bad data, told the others",
        "c gave up, somebody failed",
    ]
    assert probe("aborted_barrier", NOBODY_TELLS).lines == [
        "a waited in vain",
        "b bad data, told nobody",
        "c waited in vain",
    ]


def test_the_pool_gets_its_connection_back(run, probe):
    assert run("connection_pool").lines == ["answers: 6", "still in the pool: ['db-1', 'db-2']"]
    assert probe("connection_pool", BORROWER_RAISES).lines == ["query failed", "db-1 False"]


def test_two_semaphores_take_turns(run):
    assert run("ping_pong").lines == ["ping 0", "pong 0", "ping 1", "pong 1", "ping 2", "pong 2"]


@pytest.mark.parametrize(
    "name",
    [
        "two_at_a_time",
        "leaked_permit_deadlock",
        "returned_permit",
        "limit_creation",
        "limit_running",
        "released_too_often",
        "counted_signal",
        "barrier_phases",
        "missing_party",
        "aborted_barrier",
        "connection_pool",
        "ping_pong",
    ],
)
def test_no_thread_dies_unseen(run, name):
    assert run(name).ok


def test_release_n_lets_as_many_pass(run):
    done = run("release_many")
    assert done.ok
    assert done.lines == [
        "a first one passed: True",
        "a second one passed: True",
        "a third one passed: False",
    ]


def test_one_release_cannot_give_back_nothing(probe):
    done = probe(
        "release_many",
        "try:\n    Semaphore(1).release(n=0)\nexcept ValueError:\n    print('ValueError')",
    )
    assert done.lines == ["ValueError"]


def test_one_thread_gets_the_error_of_the_action_the_others_a_broken_barrier(run):
    done = run("failing_action")
    assert done.ok
    assert done.lines == [
        "each got: ['BrokenBarrierError', 'BrokenBarrierError', 'ValueError']",
        "broken: True waiting: 0",
    ]


def test_two_permits_are_waited_for(run):
    *parts, last = run("wait_for_both").lines
    assert sorted(parts) == ["bread is ready", "butter is ready"]
    assert last == "breakfast"


def test_with_one_permit_one_is_inside(run):
    lines = run("one_permit").lines
    ann, bob = (["ann goes in", "ann comes out"], ["bob goes in", "bob comes out"])
    assert lines in (ann + bob, bob + ann)
