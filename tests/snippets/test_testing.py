"""What chapter "Testing and debugging" claims of its programs."""

from playground.catalogue import find

BOTH_CHECK_FIRST = """
from threading import Barrier

both_checked = Barrier(2)


class Slow(Account):
    def withdraw(self, amount):
        if self.balance >= amount:
            both_checked.wait()
            self.balance -= amount


Account = Slow
try:
    check_two_at_once()
except AssertionError as error:
    print(type(error).__name__, error)
"""

GUARDED = """
from threading import Lock

guard, bare = Lock(), Account.withdraw


def withdraw(self, amount):
    with guard:
        bare(self, amount)


Account.withdraw = withdraw
sys.setswitchinterval(1e-6)
print(any(books_are_wrong(2, 200) for _ in range(20)))
"""

WITHOUT_THE_LOCK = """
class Open:
    def __enter__(self): pass
    def __exit__(self, *error): pass


made = Account.__init__


def unguarded(self, balance):
    made(self, balance)
    self._guard = Open()


Account.__init__ = unguarded
main()
"""

LOSES_MONEY = """
def transfer(source, target, amount):
    with guard:
        balances[source] -= amount


try:
    main()
except AssertionError as error:
    print(type(error).__name__)
"""

FROM_THE_FUNCTION = """
def raises():
    raise TimeoutError("its own")


for function in (raises, lambda: 1 / 0):
    try:
        within(10, function)
    except Exception as error:
        print(type(error).__name__, error)
"""

WITHOUT_THE_CALL = """
def withdraw(self, amount):
    if self.balance >= amount:
        self.balance -= amount


Account.withdraw = withdraw
sys.setswitchinterval(1e-6)
has_gil = getattr(sys, "_is_gil_enabled", lambda: True)()
print(has_gil and any(books_are_wrong(2, 200) for _ in range(100)))
"""

SWITCH_INTERVAL = """
import sys
usual = sys.getswitchinterval()
sys.setswitchinterval(1e-4)
print(usual, abs(sys.getswitchinterval() - 1e-4) < 1e-9)
"""


def test_a_faulty_account_passes_ten_times(run):
    assert run("passes_anyway_race").lines == ["10 of 10 runs passed"]


def test_the_same_check_fails_when_both_look_first(probe):
    assert probe("passes_anyway_race", BOTH_CHECK_FIRST).lines == ["AssertionError balance -60"]


def test_stress_finds_the_fault_that_a_call_opens(run):
    assert run("stress_until_it_fails_race").lines == ["money was lost or made: True"]


def test_stress_finds_nothing_behind_a_lock(probe):
    assert probe("stress_until_it_fails_race", GUARDED).lines == ["False"]


def test_stress_finds_nothing_where_a_gil_does_not_switch(probe):
    assert probe("stress_until_it_fails_race", WITHOUT_THE_CALL).lines == ["False"]


def test_the_switch_interval_is_five_milliseconds(probe):
    assert probe("stress_until_it_fails_race", SWITCH_INTERVAL).lines == ["0.005 True"]


def test_the_seam_forces_the_fault(run):
    assert run("forced_by_seam_race").lines == ["expected 20, got -60"]


def test_the_same_test_passes_with_a_lock(run):
    assert run("same_test_passes").lines == ["expected 20, got 20"]


def test_the_same_test_fails_when_the_lock_is_taken_out(probe):
    assert probe("same_test_passes", WITHOUT_THE_LOCK).lines == ["expected 20, got -60"]


def test_nothing_but_the_lock_is_new():
    broken, mended = (
        [line.strip() for line in find(f"testing/{name}").source.splitlines()]
        for name in ("forced_by_seam_race", "same_test_passes")
    )
    assert [line for line in mended if line not in broken] == [
        "from threading import Event, Lock, Thread",
        "self.balance, self._guard = balance, Lock()",
        "with self._guard:",
    ]


def test_random_transfers_keep_the_invariants(run):
    assert run("random_transfers").lines == [
        "every seed kept the total and no balance went below 0"
    ]


def test_the_invariants_see_lost_money(probe):
    assert probe("random_transfers", LOSES_MONEY).lines == ["AssertionError"]


def test_an_assertion_in_a_thread_fails_only_where_a_hook_hands_it_over(run):
    done = run("assert_in_a_thread")
    assert done.ok
    assert done.lines == ["the blind check passed", "the other one failed: wrong sum"]


def test_a_call_that_hangs_fails_within_its_time(run):
    assert run("fails_within_time").lines == [
        "passed: job 1",
        "failed: takes_an_item hangs",
    ]


def test_what_the_function_raises_comes_out_as_it_was(probe):
    assert probe("fails_within_time", FROM_THE_FUNCTION).lines == [
        "TimeoutError its own",
        "ZeroDivisionError division by zero",
    ]


def test_a_thread_left_behind_is_named(run):
    assert run("leaked_threads").lines == ["left behind: ['consumer']", "nothing left behind"]


def test_the_watchdog_counts_who_hangs(run):
    assert run("watchdog_counts_hung").lines == [
        "clerks still here: 2",
        "each clerk was missing its pill",
    ]


def test_faulthandler_names_where_a_thread_hangs(probe):
    done = probe(
        "watchdog_counts_hung",
        "import faulthandler\n"
        "Thread(target=serve, args=(Queue(),), daemon=True).start()\n"
        "faulthandler.dump_traceback_later(0.2, exit=True)\n"
        "Event().wait()",
    )
    assert done.code == 1
    assert "in serve" in done.stderr and "most recent call first" in done.stderr


def test_the_log_names_its_threads(run):
    assert run("log_with_names").lines == [
        "clerk: took order 1",
        "clerk: took order 2",
        "clerk: closed",
        "MainThread: all served",
    ]


def test_a_thread_that_runs_already_is_traced(run):
    assert run("trace_a_running_thread").lines == ["['worker calls step']"]


def test_settrace_leaves_a_thread_that_runs_already_alone(probe):
    done = probe(
        "trace_a_running_thread",
        "threading.settrace_all_threads = threading.settrace\nmain()",
    )
    assert done.lines == ["[]"]


def test_no_thread_starts_in_a_finalizer_at_shutdown(run):
    done = run("thread_in_finalizer")
    assert done.ok
    assert done.lines == [
        "main ends",
        "the report is lost: can't create new thread at interpreter shutdown",
    ]


def test_a_report_that_is_closed_is_sent(run):
    assert run("close_before_the_end").lines == [
        "the work is done",
        "the report is sent",
        "main ends",
    ]
