"""What chapter "Lock and RLock" claims of its programs."""

BOTH_READ_IF_THEY_CAN = """
from threading import Barrier, BrokenBarrierError

both_have_read, patience = Barrier(2), 0.2  # nobody else can come


class Meeting(int):
    def __int__(self):
        try:
            both_have_read.wait(timeout=patience)
        except BrokenBarrierError:
            pass
        return 0


def two_adds(counter):
    counter.value = Meeting(0)
    threads = [Thread(target=counter.add) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(counter.value)


two_adds(Counter())
"""

WITH_A_LOCK_THAT_DOES_NOTHING = """
from contextlib import nullcontext

both_have_read, patience = Barrier(2), 60  # both come, however busy the machine is
counter = Counter()
counter._lock = nullcontext()
two_adds(counter)
"""

READ_HALFWAY_IF_IT_CAN = """
from threading import Event

halfway, has_read, seen = Event(), Event(), []


class Slow(int):
    def __add__(self, other):
        halfway.set()
        has_read.wait(timeout=0.2)
        return int(self) + other


accounts = Accounts()
accounts._savings = Slow(0)
writer = Thread(target=accounts.save, args=(10,))
writer.start()
halfway.wait()
print(accounts.total())
has_read.set()
writer.join()
"""

RETURN_LEAVES_TOO = """
lock = Lock()


def leave():
    with lock:
        return lock.locked()


print(leave(), lock.locked())
for _ in range(1):
    with lock:
        break
print(lock.locked())
"""

READER_TAKES_THE_LOCK = """
accounts = Accounts()
seen = []


def guarded_total():
    with accounts._lock:
        seen.append(accounts.total())


writer = Thread(target=accounts.save, args=(30,))
writer.start()
accounts.halfway.wait()
reader = Thread(target=guarded_total)
reader.start()
reader.join(timeout=0.05)
print(seen)
accounts.go_on.set()
writer.join()
reader.join()
print(seen)
"""

ONE_SHARED_LOCK = """
shared = Lock()
both_have_read = Barrier(1)
Lock = lambda: shared
main()
"""

RLOCK_INSTEAD = """
from threading import RLock

account = Account()
account._lock = RLock()
account.deposit(50)
print(account.balance, account.history)
"""

RLOCK_HELPS_IN_ONE_THREAD = """
from threading import RLock

sensor, shown = Thermometer(), []
sensor._lock = RLock()
sensor.subscribe(lambda: shown.append(sensor.read()))
sensor.update(25)
print(shown)
"""

RLOCK_DOES_NOT_HELP_WITH_TWO = """
from threading import RLock

sensor, shown = Thermometer(), []
sensor._lock = RLock()


def ask_another_thread():
    other = Thread(target=lambda: shown.append(sensor.read()))
    other.start()
    other.join(timeout=0.1)
    print("during the callback:", shown)


sensor.subscribe(ask_another_thread)
sensor.update(25)
"""

SUBSCRIBE_IN_A_CALLBACK = """
sensor, shown = Thermometer(), []
sensor.subscribe(lambda: sensor.subscribe(lambda: shown.append("new")))
sensor.update(25)
print(shown)
sensor.update(26)
print(shown)
"""

INVARIANT_CHECK = """
try:
    Account()._record_locked("no lock held")
except AssertionError as error:
    print(type(error).__name__)
"""

RAISE_INSIDE = """
lock = Lock()
try:
    with held(lock, timeout=10):
        raise KeyError("inside")
except KeyError:
    print(lock.locked())
"""

ERRORS = """
from threading import RLock

for lock in (Lock(), RLock()):
    for kwargs in ({"timeout": -5}, {"blocking": False, "timeout": 1}):
        try:
            lock.acquire(**kwargs)
        except ValueError:
            print("ValueError", kwargs)
    print(lock.acquire(timeout=-1))
"""

LOCKED_BY_VERSION = """
import sys
from threading import RLock
print(hasattr(RLock(), "locked") == (sys.version_info >= (3, 14)))
"""

CLASS_BY_VERSION = """
import sys
print(isinstance(Lock, type) == (sys.version_info >= (3, 13)))
"""

FREE_AGAIN_AT_ONCE = """
from threading import Event

lock = Lock()
with lock:
    taken = Event()

    def wait_for_it():
        with lock:
            taken.set()

    waiter = Thread(target=wait_for_it)
    waiter.start()
    print(taken.is_set())
waiter.join()
print(taken.is_set())
"""


def test_no_update_is_lost_under_the_lock(run):
    assert run("guarded_counter").lines == ["expected 200, got 200"]


def test_the_lock_keeps_two_reads_apart_and_nothing_else_does(probe):
    code = BOTH_READ_IF_THEY_CAN + WITH_A_LOCK_THAT_DOES_NOTHING
    assert probe("guarded_counter", code).lines == ["2", "1"]


def test_a_lock_keeps_the_second_thread_waiting(probe):
    assert probe("guarded_counter", FREE_AGAIN_AT_ONCE).lines == ["False", "True"]


def test_an_exception_leaves_only_the_bare_form_locked(run):
    assert run("exception_and_lock").lines == [
        "bare_release: still locked: True",
        "release_in_finally: still locked: False",
        "with_block: still locked: False",
    ]


def test_return_and_break_release_too(probe):
    assert probe("exception_and_lock", RETURN_LEAVES_TOO).lines == ["True False", "False"]


def test_a_forgotten_release_stops_the_next_thread(run):
    assert run("forgotten_release_deadlock").lines == [
        "results: ['bad input']",
        "second thread still waits: True",
    ]


def test_a_try_and_a_timeout_say_that_the_lock_is_taken(run):
    assert run("try_and_timeout").lines == [
        "do not wait: False",
        "wait a little: False",
        "it came free in time",
        "ValueError: can't specify a timeout for a non-blocking call",
    ]


def test_unusable_timeouts_are_value_errors_and_minus_one_waits(probe):
    of_one_lock = [
        "ValueError {'timeout': -5}",
        "ValueError {'blocking': False, 'timeout': 1}",
        "True",
    ]
    assert probe("try_and_timeout", ERRORS).lines == of_one_lock * 2


def test_a_reader_without_the_lock_sees_half_a_change(run):
    assert run("torn_pair_race").lines == [
        "expected 100, halfway 70",
        "expected 100, at the end 100",
    ]


def test_a_reader_with_the_lock_waits_for_the_whole_change(probe):
    assert probe("torn_pair_race", READER_TAKES_THE_LOCK).lines == ["[]", "[100]"]


def test_locked_readers_see_one_total(run):
    assert run("consistent_pair").lines == ["totals seen: {100}"]


def test_a_locked_reader_never_comes_halfway(probe):
    assert probe("consistent_pair", READ_HALFWAY_IF_IT_CAN).lines == ["100"]


def test_a_lock_of_ones_own_guards_nothing(run):
    assert run("lock_per_call_race").lines == ["expected 2, got 1"]


def test_the_same_code_with_one_shared_lock_holds(probe):
    assert probe("lock_per_call_race", ONE_SHARED_LOCK).lines == ["expected 2, got 2"]


def test_a_narrow_block_leaves_the_lock_free_during_the_work(run):
    assert run("hold_it_briefly").lines == [
        "wide: free during the work: False",
        "narrow: free during the work: True",
    ]


def test_a_lock_taken_twice_waits_for_itself(run):
    assert run("lock_taken_twice_deadlock").lines == [
        "teller still waits: True",
        "history: []",
    ]


def test_an_rlock_lets_its_owner_in_again(probe):
    assert probe("lock_taken_twice_deadlock", RLOCK_INSTEAD).lines == ["50 ['deposit 50']"]


def test_an_rlock_is_free_after_as_many_releases(run):
    assert run("rlock_counts").lines == [
        "taken twice, free: False",
        "left once, free: False",
        "left twice, free: True",
    ]


def test_rlock_has_locked_since_3_14(probe):
    assert probe("rlock_counts", LOCKED_BY_VERSION).lines == ["True"]


def test_lock_is_a_class_since_3_13(probe):
    assert probe("release_by_another", CLASS_BY_VERSION).lines == ["True"]


def test_only_an_rlock_minds_who_releases_it(run):
    assert run("release_by_another").lines == [
        "Lock: released by another thread",
        "RLock: RuntimeError: cannot release un-acquired lock",
        "never taken: RuntimeError: release unlocked lock",
    ]


def test_a_callback_under_the_lock_stops(run):
    assert run("callback_under_lock_deadlock").lines == [
        "updater still waits: True",
        "shown: []",
    ]


def test_an_rlock_saves_the_callback_in_the_same_thread_only(probe):
    assert probe("callback_under_lock_deadlock", RLOCK_HELPS_IN_ONE_THREAD).lines == ["[25]"]
    other = probe("callback_under_lock_deadlock", RLOCK_DOES_NOT_HELP_WITH_TWO)
    assert other.lines == ["during the callback: []"]


def test_a_callback_after_the_lock_reads(run):
    assert run("callback_after_lock").lines == ["shown: [25]"]


def test_a_callback_after_the_lock_may_subscribe(probe):
    assert probe("callback_after_lock", SUBSCRIBE_IN_A_CALLBACK).lines == ["[]", "['new']"]


def test_a_helper_that_expects_the_lock_needs_no_rlock(run, probe):
    assert run("locked_helper").lines == ["50 ['deposit 50', 'closed']"]
    assert probe("locked_helper", INVARIANT_CHECK).lines == ["AssertionError"]


def test_a_with_form_that_gives_up(run, probe):
    assert run("acquire_or_raise").lines == [
        "inside, locked: True",
        "TimeoutError: lock not free in time",
        "still mine, locked: True",
        "outside, locked: False",
    ]
    assert probe("acquire_or_raise", RAISE_INSIDE).lines == ["False"]


def test_no_program_reports_an_error(run):
    names = (
        "guarded_counter",
        "exception_and_lock",
        "forgotten_release_deadlock",
        "try_and_timeout",
        "torn_pair_race",
        "consistent_pair",
        "lock_per_call_race",
        "hold_it_briefly",
        "lock_taken_twice_deadlock",
        "rlock_counts",
        "release_by_another",
        "callback_under_lock_deadlock",
        "callback_after_lock",
        "locked_helper",
        "acquire_or_raise",
    )
    assert {name: run(name).stderr for name in names if not run(name).ok} == {}


def test_a_timeout_beyond_the_clock_is_an_overflow_error(probe):
    done = probe(
        "try_and_timeout",
        "from threading import TIMEOUT_MAX\n"
        "try:\n    Lock().acquire(timeout=2 * TIMEOUT_MAX)\n"
        "except OverflowError as error:\n    print(type(error).__name__)",
    )
    assert done.lines == ["OverflowError"]


def test_a_lock_of_each_instance_does_not_guard_what_the_class_has(run):
    assert run("class_data_race").lines == [
        "a lock in each instance: expected 2, got 1",
        "a lock beside the data: expected 2, got 2",
    ]


def test_two_locked_steps_are_not_one(run):
    lines = run("locked_in_two_steps_race").lines
    assert lines in (["expected 2, got 2"], ["expected 2, got 1"])
