"""What chapter "Executors" claims of its programs."""

MAP_AFTER_AN_ERROR = """
from threading import Event
ran, second_began, gate = [], Event(), Event()
def work(number):
    ran.append(number)
    if number == 1:
        second_began.set()
        gate.wait()
    return 12 // number
with ThreadPoolExecutor(1) as pool:
    results = pool.map(work, [0, 1, 2, 3])
    second_began.wait()
    try:
        next(results)
    except ZeroDivisionError:
        gate.set()
print(ran)
"""

LEFT_TO_THE_END = """
pool = ThreadPoolExecutor(1)
for number in range(20):
    pool.submit(print, number)
"""

AT_EXIT = """
import atexit
def save(pool):
    try:
        pool.submit(print, "saved")
    except RuntimeError as error:
        print(error)
atexit.register(save, ThreadPoolExecutor(1))
"""

MAP_AFTER_ITS_TIMEOUT = """
ran, started, gate = [], Queue(), Event()
def job(number):
    ran.append(number)
    return work(started, gate)
with ThreadPoolExecutor(1) as pool:
    results = pool.map(job, [1, 2, 3], timeout=0.01)
    started.get()
    try:
        next(results)
    except TimeoutError:
        gate.set()
print(ran)
"""

AN_ERROR_LEAVES_THE_WITH = """
ran = []
try:
    with ThreadPoolExecutor(1) as pool:
        for number in range(20):
            pool.submit(ran.append, number)
        raise KeyError
except KeyError:
    print(ran == list(range(20)))
"""

ONE_PROCESSOR = """
import os
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
"""

NO_THREADS = """
try:
    ThreadPoolExecutor(max_workers=0)
except ValueError as error:
    print(error)
"""

PERMIT_OF_A_REFUSED_TASK = """
pool = BoundedPool(max_workers=1, unfinished=1)
pool.shutdown()
for _ in range(3):
    try:
        pool.submit(len, "")
    except RuntimeError as error:
        print(error)
"""

PERMIT_OF_A_CANCELLED_TASK = """
gate = Event()
with BoundedPool(max_workers=1, unfinished=2) as pool:
    first, second = pool.submit(gate.wait), pool.submit(len, "")
    print(second.cancel())
    third = pool.submit(len, "four")
    gate.set()
    print(third.result())
"""

OWN_POOL_CANCELS = """
from threading import Event
gate, ran = Event(), []
pool = OwnPool(size=1)
first, second = pool.submit(gate.wait), pool.submit(ran.append, 1)
third = pool.submit(ran.append, 2)
print(second.cancel())
gate.set()
pool.close()
print(ran, third.done())
"""

BAD_BUFFERSIZE = """
with ThreadPoolExecutor(1) as pool:
    for size in (0, 1.5):
        try:
            pool.map(square, [1], buffersize=size)
        except (TypeError, ValueError) as error:
            print(type(error).__name__)
"""

AS_COMPLETED_TIMES_OUT = """
with ThreadPoolExecutor(1) as pool:
    gate = Event()
    future = pool.submit(gate.wait)
    try:
        list(as_completed([future], timeout=0.01))
    except TimeoutError as error:
        print(type(error).__name__)
    gate.set()
"""

IN_THE_ORDER_ADDED = """
order, gate = [], Event()
pool = ThreadPoolExecutor(1)
futures = [pool.submit(gate.wait) for _ in range(2)]
futures[1].add_done_callback(lambda _: order.append("a"))
futures[1].add_done_callback(lambda _: order.append("b"))
pool.shutdown(wait=False, cancel_futures=True)
print(order)
gate.set()
pool.shutdown()
"""


def test_submit_returns_a_future_that_holds_result_or_exception(run):
    assert run("submit_and_result").lines == [
        "home: welcome",
        "KeyError: 'lost'",
        "news: nothing new",
    ]


def test_map_draws_all_inputs_first_and_keeps_their_order(run):
    assert run("map_keeps_order").lines == [
        "drawn before any result, by: ['MainThread', 'MainThread']",
        "results: ['FIRST', 'SECOND']",
        "finished: ['second', 'first']",
    ]


def test_map_ends_with_the_first_exception(run, probe):
    assert run("map_stops_at_error").lines == [
        "from map: 3",
        "from map: 4",
        "from map: ZeroDivisionError",
        "left in the iterator: []",
        "submitted 4: 3",
        "submitted 3: 4",
        "submitted 0: ZeroDivisionError",
        "submitted 1: 12",
    ]
    assert probe("map_stops_at_error", MAP_AFTER_AN_ERROR).lines == ["[0, 1]"]


def test_map_with_a_buffersize_stays_that_far_ahead(run, probe):
    assert run("map_buffersize").lines == [
        "drawn before any result: [1, 2, 3]",
        "1 taken (1), 4 drawn",
        "2 taken (4), 5 drawn",
        "3 taken (9), 6 drawn",
        "4 taken (16), 7 drawn",
    ]
    assert probe("map_buffersize", BAD_BUFFERSIZE).lines == ["ValueError", "TypeError"]


def test_a_timeout_ends_the_waiting_and_not_the_work(run, probe):
    assert run("timeout_stops_nothing").lines == [
        "result: TimeoutError",
        "still running: True",
        "map: TimeoutError",
        "asked again: done",
    ]
    assert probe("timeout_stops_nothing", MAP_AFTER_ITS_TIMEOUT).lines == ["[1]"]


def test_as_completed_gives_each_future_as_it_completes(run, probe):
    assert run("as_they_complete").lines == ["tea is hot", "soup is too salty", "rice is hot"]
    assert probe("as_they_complete", AS_COMPLETED_TIMES_OUT).lines == ["TimeoutError"]


def test_wait_divides_into_done_and_not_done(run):
    assert run("wait_for_some").lines == [
        "timeout: [] ['a', 'b', 'c']",
        "first completed: ['a'] ['b', 'c']",
        "first exception: ['a', 'b'] ['c']",
        "all completed: ['a', 'b', 'c'] []",
    ]


def test_only_what_has_not_begun_can_be_cancelled(run):
    assert run("cancel_what_waits").lines == [
        "cancel the running one: False",
        "cancel one that waits: True",
        "its result: CancelledError",
        "third cancelled: True",
        "running one: done",
        "cancel the finished one: False",
    ]


def test_leaving_the_with_by_an_exception_still_runs_everything(probe):
    assert probe("submit_and_result", AN_ERROR_LEAVES_THE_WITH).lines == ["True"]


def test_threads_are_started_on_demand_up_to_the_default(run, probe):
    expected = [
        "before the first task: []",
        "two tasks at work: ['cook_0', 'cook_1']",
        "default: True",
        "after the with: []",
    ]
    assert run("how_many_threads").lines == expected
    assert probe("how_many_threads", "main()", before=ONE_PROCESSOR).lines == expected
    assert probe("how_many_threads", NO_THREADS).lines == ["max_workers must be greater than 0"]


def test_a_failed_initializer_breaks_the_pool(run):
    broken = "A thread initializer failed, the thread pool is not usable anymore"
    assert run("broken_initializer").lines == [
        "first: 4 by ['database_0']",
        "second: 4 by ['database_0']",
        "log: Exception in initializer: no such host",
        f"first: BrokenThreadPool: {broken}",
        f"second: BrokenThreadPool: {broken}",
    ]


def test_a_callback_runs_in_the_thread_that_finishes_the_future(run, probe):
    assert run("who_calls_back").lines == [
        "on cancel: ('MainThread', True)",
        "log: ValueError",
        "on completion: ('cook_0', False)",
        "added too late: ('MainThread', False)",
    ]
    assert probe("who_calls_back", IN_THE_ORDER_ADDED).lines == ["['a', 'b']"]


def test_a_pool_by_hand_passes_results_exceptions_and_cancellations(run, probe):
    assert run("own_pool").lines == ["(3, 2) ZeroDivisionError"]
    assert probe("own_pool", OWN_POOL_CANCELS).lines == ["True", "[2] True"]


def test_a_bounded_pool_makes_submit_wait_and_loses_no_permit(run, probe):
    assert run("bounded_submit").lines == [
        "unbounded: 20",
        "bounded, at most 4: True",
        "last result: 361",
    ]
    refused = "cannot schedule new futures after shutdown"
    assert probe("bounded_submit", PERMIT_OF_A_REFUSED_TASK).lines == [refused] * 3
    assert probe("bounded_submit", PERMIT_OF_A_CANCELLED_TASK).lines == ["True", "4"]


def test_nothing_can_be_submitted_after_shutdown(run):
    assert run("submit_after_shutdown").lines == [
        "inside: 4",
        "after the with: cannot schedule new futures after shutdown",
        "from a task: cannot schedule new futures after shutdown",
    ]


def test_the_one_who_waits_submits_what_was_found(run):
    assert run("crawl_to_the_end").lines == ["fetched: ['help', 'home', 'news']"]


def test_nothing_can_be_submitted_after_main_has_ended(run, probe):
    assert run("submit_at_exit").lines == [
        "saved while main runs",
        "main ends",
        "old pool: cannot schedule new futures after shutdown",
        "new pool: cannot schedule new futures after interpreter shutdown",
    ]
    left = probe("submit_at_exit", LEFT_TO_THE_END).lines
    assert left == [str(number) for number in range(20)]
    at_exit = probe("submit_at_exit", AT_EXIT).lines
    assert at_exit == ["cannot schedule new futures after interpreter shutdown"]


def test_a_thread_that_submits_is_joined_before_main_ends(run):
    assert run("submit_before_exit").lines == [
        "saved while main runs",
        "saved at the end",
        "main ends",
    ]


def test_no_thread_dies_unseen(run):
    for name in (
        "submit_and_result",
        "map_keeps_order",
        "map_stops_at_error",
        "timeout_stops_nothing",
        "as_they_complete",
        "wait_for_some",
        "cancel_what_waits",
        "how_many_threads",
        "broken_initializer",
        "who_calls_back",
        "own_pool",
        "bounded_submit",
        "submit_after_shutdown",
        "crawl_to_the_end",
        "submit_at_exit",
        "submit_before_exit",
    ):
        assert run(name).ok, name


def test_a_pool_in_every_task_multiplies_the_threads(run):
    assert run("pool_in_every_task").lines == ["threads beside main: 12"]
    lines = ["parts done: 9", "three threads at most beside main: True"]
    assert run("one_flat_pool").lines == lines
