"""What chapter "Why threads" claims of its programs."""

# Two threads that only compute: how much processor time they had, against the time that passed.
COMPUTE_IN_TWO_THREADS = """
import sys, time
from threading import Thread

used = []

def compute():
    sum(number * number for number in range(400_000))
    used.append(time.thread_time())

began = time.monotonic()
threads = [Thread(target=compute) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
passed = time.monotonic() - began
under_gil = getattr(sys, "_is_gil_enabled", lambda: True)()
print(len(used), not under_gil or sum(used) <= 1.2 * passed + 0.01)
"""

SAME_LIST = """
thread_saw = []
basket = ["pear"]
thread = Thread(target=thread_saw.append, args=(basket,))
thread.start()
thread.join()
print(thread_saw[0] is basket, pickle.loads(pickle.dumps(basket)) is basket)
"""

NO_ROOM = """
import sys, threading
if sys.platform == "linux":
    threading.stack_size(1 << 50)
    try:
        Thread(target=print).start()
        outcome = "started"
    except RuntimeError as error:
        outcome = str(error)
else:
    outcome = "can't start new thread"
print(outcome)
"""


# Whether the bread is cut before the water boils, with the wait made into an event that main sets.
BREAD_FIRST = """
from threading import Event
cut, waited = Event(), []
sleep = lambda seconds: waited.append(cut.wait(5))
print = lambda line: cut.set()
main()
__import__("builtins").print(waited)
"""


def test_the_main_thread_goes_on_while_the_kettle_boils(run, probe):
    assert run("work_while_waiting").lines == [
        "cutting bread while the water heats up",
        "the water boils, tea is ready",
    ]
    assert probe("work_while_waiting", BREAD_FIRST).lines == ["[True]"]


def test_waits_in_threads_overlap_and_waits_in_sequence_do_not(run):
    assert run("waits_overlap").lines == [
        "in_sequence: 3 answers",
        "  waited longer than time passed: False",
        "in_threads: 3 answers",
        "  waited longer than time passed: True",
    ]


def test_the_main_thread_answers_while_another_waits(run):
    assert run("stay_responsive").lines == [
        "click on menu: answered, downloads done: []",
        "click on help: answered, downloads done: []",
        "click on open: answered, downloads done: ['report.pdf']",
    ]


def test_two_tasks_take_turns_in_one_thread(run):
    assert run("turns_without_threads").lines == [
        "rice: wash",
        "soup: chop",
        "rice: boil",
        "soup: simmer",
        "rice: serve",
        "soup: serve",
        "threads: 1",
    ]


def test_the_model_overlaps_waiting_on_one_core_and_computing_on_three(run, probe):
    assert run("turns_needed").lines == [
        "waiting, one after the other: 12 ticks",
        "waiting, threads under a GIL: 6 ticks",
        "waiting, 3 cores, no GIL: 4 ticks",
        "computing, one after the other: 12 ticks",
        "computing, threads under a GIL: 12 ticks",
        "computing, 3 cores, no GIL: 4 ticks",
    ]
    mixed = "print(run([['wait'] * 5, ['compute'] * 5], 1), run([[]], 1), run([], 1))"
    assert probe("turns_needed", mixed).lines == ["5 0 0"]


def test_under_a_gil_two_computing_threads_have_one_core_between_them(probe):
    assert probe("turns_needed", COMPUTE_IN_TWO_THREADS).lines == ["2 True"]


def test_a_blocking_call_stops_the_whole_event_loop(run):
    assert run("blocking_in_asyncio").lines == [
        "polite: A asks, B asks, A got it, B got it",
        "  threads: 1",
        "rude: A asks, A got it, B asks, B got it",
        "  threads: 1",
    ]


def test_a_thread_has_the_object_itself_and_a_process_a_copy(run, probe):
    assert run("shared_or_copied").lines == [
        "after a thread added to it: ['apple']",
        "after the copy was added to: ['apple']",
        "TypeError: cannot pickle '_thread.lock' object",
    ]
    assert probe("shared_or_copied", SAME_LIST).lines == ["True False"]


def test_a_thread_per_task_makes_as_many_threads_as_tasks(run, probe):
    assert run("thread_per_task").lines == [
        "one_thread_each: 24 tasks, 24 threads",
        "pool_of_four: 24 tasks, 4 threads",
    ]
    assert probe("thread_per_task", NO_ROOM).lines == ["can't start new thread"]


def test_every_thread_prints_its_line_in_some_order(run):
    assert sorted(run("order_is_free").lines) == ["A was here", "B was here", "C was here"]


def test_no_thread_dies_unseen(run):
    for name in (
        "work_while_waiting",
        "waits_overlap",
        "stay_responsive",
        "turns_without_threads",
        "turns_needed",
        "blocking_in_asyncio",
        "shared_or_copied",
        "thread_per_task",
        "order_is_free",
    ):
        assert run(name).ok, name
