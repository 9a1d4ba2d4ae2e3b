"""What chapter "Deadlock" claims of its programs."""

WITHOUT_A_WAY_OUT = """
import faulthandler

left, right, both_hold_one = Lock(), Lock(), Barrier(2)
threads = [
    Thread(target=work, args=(left, right, both_hold_one)),
    Thread(target=work, args=(right, left, both_hold_one)),
]
for thread in threads:
    thread.start()
print("started", flush=True)
faulthandler.dump_traceback_later(1, exit=True)
for thread in threads:
    thread.join()
print("never printed")
"""

SAME_ORDER = """
left, right, alone = Lock(), Lock(), Barrier(1)
threads = [Thread(target=work, args=(left, right, alone)) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("all ended")
"""

TRANSFER_ORDER = """
taken = []


class Noted:
    def __init__(self, number):
        self.number = number

    def __enter__(self):
        taken.append(self.number)

    def __exit__(self, *exc_info):
        pass


a, b = Account(1, 100), Account(2, 100)
a.lock, b.lock = Noted(1), Noted(2)
transfer(a, b, 30)
transfer(b, a, 10)
print(taken, a.balance, b.balance)
"""

TO_ITSELF = """
a = Account(1, 100)
thread = Thread(target=transfer, args=(a, a, 1), daemon=True)
thread.start()
thread.join(timeout=0.1)
print(thread.is_alive())
"""

ALL_HOLD_ONE_FORK_IF_THEY_CAN = """
from threading import Barrier, BrokenBarrierError, local

all_hold_one, mine = Barrier(SEATS), local()
RealLock = Lock


class Lock:
    def __init__(self):
        self.real = RealLock()

    def __enter__(self):
        self.real.acquire()
        if not hasattr(mine, "first"):
            mine.first = self
            try:
                all_hold_one.wait(timeout=0.5)
            except BrokenBarrierError:
                pass

    def __exit__(self, *exc_info):
        self.real.release()


try:
    main()
except AssertionError as error:
    print(type(error).__name__, error)
"""

FIRST_FORKS = """
order = {}


class Fork:
    def __init__(self, number):
        self.number = number

    def __enter__(self):
        taken.append(self.number)

    def __exit__(self, *exc_info):
        pass


forks = [Fork(number) for number in range(SEATS)]
for seat in range(SEATS):
    taken = []
    dine(seat, forks, [])
    order[seat] = taken[:2]
print(order)
"""

POLLER_WANTS_THE_LOCK_ONCE_MORE = """
joining = Event()


class LateStop(Event):
    late = True

    def wait(self, timeout):
        super().wait()
        joining.wait()
        late, self.late = self.late, False
        return not late


poller = Poller()
poller._stop = LateStop()
poller.start()
join = poller._thread.join
poller._thread.join = lambda: (joining.set(), join())
poller.stop()
print(poller.polls)
"""

TWO_WORKERS = """
with ThreadPoolExecutor(max_workers=2) as pool:
    print(pool.submit(outer, pool).result())
"""

TWO_WORKERS_TWO_OUTERS = """
from threading import Barrier

both_outer = Barrier(2)


def outer_after_meeting(pool):
    both_outer.wait()
    answer = outer(pool)
    both_outer.wait()
    return answer


with ThreadPoolExecutor(max_workers=2) as pool:
    futures = [pool.submit(outer_after_meeting, pool) for _ in range(2)]
    print([future.result() for future in futures])
"""

DUMP = """
import faulthandler

if not getattr(sys, "_is_gil_enabled", lambda: True)():
    print("no GIL")

threads = [Thread(target=job, daemon=True) for job in (load_config, rotate_log)]
for thread in threads:
    thread.start()
meet.wait()
for thread in threads:
    thread.join(timeout=0.1)
faulthandler.dump_traceback()
"""

RANK_ERRORS = """
a, b, c = RankedLock("a", 1), RankedLock("b", 2), RankedLock("c", 3)


def outcome(*locks):
    try:
        with locks[0], locks[1]:
            return "fine"
    except RuntimeError as error:
        return str(error)


print(outcome(a, c), "|", outcome(b, a), "|", outcome(b, b), "|", outcome(a, b))
print(RankedLock.held.locks)
"""

RANKS_ARE_PER_THREAD = """
from threading import Thread

config, log = RankedLock("config", 1), RankedLock("log", 2)


def other():
    with config:
        print("another thread may take config")


with log:
    thread = Thread(target=other)
    thread.start()
    thread.join()
"""

WORKER_WITHOUT_TIMEOUT = """
import faulthandler

lock, results = Lock(), []
worker = Thread(target=work, args=(lock, results))
lock.acquire()
worker.start()
print("joining", flush=True)
faulthandler.dump_traceback_later(1, exit=True)
worker.join()
print("never printed")
"""


def test_opposite_order_stops_both(run):
    assert run("two_locks_deadlock").lines == ["still waiting: ['A', 'B']"]


def test_without_a_time_limit_it_never_ends(probe):
    stopped = probe("two_locks_deadlock", WITHOUT_A_WAY_OUT)
    assert (stopped.code, stopped.lines) == (1, ["started"])
    assert stopped.stderr.startswith("Timeout (0:00:01)!")


def test_the_same_locks_in_one_order_end(probe):
    assert probe("two_locks_deadlock", SAME_ORDER).lines == ["all ended"]


def test_transfers_in_both_directions_end_and_keep_the_total(run):
    assert run("transfer_by_rank").lines == ["balances: 80 120", "total: 200"]


def test_a_transfer_locks_the_lower_number_first(probe):
    assert probe("transfer_by_rank", TRANSFER_ORDER).lines == ["[1, 2, 1, 2] 80 120"]


def test_a_transfer_to_itself_does_not_wait_for_itself(probe):
    assert probe("transfer_by_rank", TO_ITSELF).lines == ["False"]


def test_back_off_ends_though_both_held_one(run):
    assert run("retry_and_back_off").lines == [
        "done: ['A', 'B']",
        "somebody had to retry: True",
    ]


def test_equal_steps_are_a_livelock(run):
    assert run("polite_livelock").lines == ["attempts: 6, meals: 0"]


def test_philosophers_who_do_not_meet_eat(run):
    assert run("dining_philosophers_deadlock").lines == ["all five have eaten, this time"]


def test_five_first_forks_stop_all_philosophers(probe):
    stopped = probe("dining_philosophers_deadlock", ALL_HOLD_ONE_FORK_IF_THEY_CAN)
    assert stopped.lines == ["AssertionError 5 wait forever"]


def test_ordered_forks_feed_all(run, probe):
    assert run("dining_philosophers").lines == ["meals: [3, 3, 3, 3, 3]"]
    order = "{0: [0, 1], 1: [1, 2], 2: [2, 3], 3: [3, 4], 4: [0, 4]}"
    assert probe("dining_philosophers", FIRST_FORKS).lines == [order]
    forced = probe("dining_philosophers", ALL_HOLD_ONE_FORK_IF_THEY_CAN)
    assert forced.lines == ["meals: [3, 3, 3, 3, 3]"]


def test_four_seats_feed_all_in_any_order_of_forks(run, probe):
    assert run("four_seats").lines == ["meals: [3, 3, 3, 3, 3]"]
    forced = probe("four_seats", ALL_HOLD_ONE_FORK_IF_THEY_CAN)
    assert forced.lines == ["meals: [3, 3, 3, 3, 3]"]


def test_a_join_under_the_lock_waits_in_vain(run):
    assert run("join_under_lock_deadlock").lines == [
        "join under the lock: []",
        "join without it: ['done']",
    ]


def test_a_join_under_the_lock_without_timeout_never_ends(probe):
    stopped = probe("join_under_lock_deadlock", WORKER_WITHOUT_TIMEOUT)
    assert (stopped.code, stopped.lines) == (1, ["joining"])
    assert stopped.stderr.startswith("Timeout (0:00:01)!")


def test_a_poller_is_joined_outside_its_lock(run):
    assert run("join_after_release").lines == ["stopped, and stopping twice is harmless"]


def test_a_poller_that_wants_the_lock_once_more_ends(probe):
    assert probe("join_after_release", POLLER_WANTS_THE_LOCK_ONCE_MORE).lines == ["1"]


def test_a_pool_of_one_waits_for_itself(run):
    assert run("pool_waits_for_itself_deadlock").lines == ["inner never began: True"]


def test_a_second_worker_only_moves_the_limit(probe):
    assert probe("pool_waits_for_itself_deadlock", TWO_WORKERS).lines == ["inner is done"]
    full = probe("pool_waits_for_itself_deadlock", TWO_WORKERS_TWO_OUTERS)
    assert full.lines == ["['inner never began: True', 'inner never began: True']"]


def test_two_stages_need_one_worker(run):
    assert run("pool_two_stages").lines == ["letters: [9, 11]"]


def test_the_frames_name_where_each_thread_stands(run):
    assert run("who_is_stuck_deadlock").lines == [
        "one thread is stuck in load_config",
        "one thread is stuck in rotate_log",
    ]


def test_faulthandler_names_the_same_functions_where_there_is_a_gil(probe):
    dump = probe("who_is_stuck_deadlock", DUMP)
    named = [name for name in ("load_config", "rotate_log") if f" in {name}\n" in dump.stderr]
    assert named == ["load_config", "rotate_log"] or dump.lines == ["no GIL"]


def test_a_wrong_order_raises_without_any_second_thread(run):
    assert run("ranked_lock").lines == [
        "config, then log: fine",
        "RuntimeError: config after log",
    ]


def test_ranks_must_rise_and_are_given_back(probe):
    assert probe("ranked_lock", RANK_ERRORS).lines == [
        "fine | a after b | b after b | fine",
        "[]",
    ]


def test_ranks_are_counted_per_thread(probe):
    answer = probe("ranked_lock", RANKS_ARE_PER_THREAD)
    assert answer.lines == ["another thread may take config"]


def test_no_program_reports_an_error(run):
    names = (
        "two_locks_deadlock",
        "transfer_by_rank",
        "retry_and_back_off",
        "polite_livelock",
        "dining_philosophers_deadlock",
        "dining_philosophers",
        "four_seats",
        "join_under_lock_deadlock",
        "join_after_release",
        "pool_waits_for_itself_deadlock",
        "pool_two_stages",
        "who_is_stuck_deadlock",
        "ranked_lock",
    )
    assert {name: run(name).stderr for name in names if not run(name).ok} == {}


def test_taking_all_locks_in_one_order_gets_everybody_through(run):
    assert run("take_them_all").lines == ["3 of 3 got through"]


def test_all_locks_are_released_even_if_the_block_raises(probe):
    done = probe(
        "take_them_all",
        "left, right = Lock(), Lock()\n"
        "try:\n"
        "    with all_of(left, right):\n"
        "        print(left.locked(), right.locked())\n"
        "        raise ValueError\n"
        "except ValueError:\n"
        "    print(left.locked(), right.locked())",
    )
    assert done.lines == ["True True", "False False"]


def test_two_calls_one_inside_the_other_may_still_deadlock(probe):
    done = probe(
        "take_them_all",
        "from threading import Barrier\n"
        "left, right, meet = Lock(), Lock(), Barrier(2)\n"
        "def nested(outer, inner):\n"
        "    with all_of(outer):\n"
        "        meet.wait()\n"
        "        with all_of(inner):\n"
        "            pass\n"
        "threads = [Thread(target=nested, args=two, daemon=True)\n"
        "           for two in ((left, right), (right, left))]\n"
        "for thread in threads:\n"
        "    thread.start()\n"
        "for thread in threads:\n"
        "    thread.join(timeout=0.1)\n"
        "print([thread.is_alive() for thread in threads])",
    )
    assert done.lines == ["[True, True]"]


def test_two_locks_in_one_order_are_taken_by_both(run):
    assert sorted(run("same_order").lines) == ["ann has both", "bob has both"]
