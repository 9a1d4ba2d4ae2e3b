"""What chapter "Results and errors" claims of its programs."""

BAD_NUMBER = "ValueError: invalid literal for int() with base 10: 'many'"

ASKED_TWICE = """
def fail():
    raise ValueError("once")

task = Task(fail)
task.start()
errors, lengths = [], []
for _ in range(2):
    try:
        task.result()
    except ValueError as error:
        errors.append(error)
        lengths.append(len(traceback.extract_tb(error.__traceback__)))
print(errors[0] is errors[1], lengths[0] < lengths[1])
"""

FUTURE_ASKED_TWICE = """
import traceback
future = Future()
future.set_exception(ValueError("once"))
errors, lengths = [], []
for _ in range(2):
    try:
        future.result()
    except ValueError as error:
        errors.append(error)
        lengths.append(len(traceback.extract_tb(error.__traceback__)))
print(errors[0] is errors[1], lengths[0] < lengths[1])
"""

CANCELLED_BEFORE = """
future = Future()
print(future.cancel(), future.set_running_or_notify_cancel())
try:
    future.set_result(1)
except InvalidStateError as error:
    print(str(error).startswith("CANCELLED"), "Future at" in str(error))
"""

HOOK_THAT_RAISES = """
def broken(args):
    raise KeyError("in the hook")

sys.excepthook = lambda kind, value, trace: print("sys.excepthook:", kind.__name__)
sys.stderr = sys.stdout
threading.excepthook = broken
run("parser", int, "many")
"""

UNNAMED = """
import sys
sys.stderr = sys.stdout
Thread(target=parse, args=("many",)).start()
"""

NOBODY_ASKS_THE_HOOKS = """
import sys, threading
seen = []
threading.excepthook = sys.excepthook = lambda *args: seen.append(args)
with ThreadPoolExecutor() as pool:
    pool.submit(int, "many")
print(seen)
"""

EXIT_IN_POOL = """
import sys
with ThreadPoolExecutor() as pool:
    future = pool.submit(sys.exit, 3)
print(type(future.exception()).__name__)
future.result()
"""

BROKEN_CALLBACK = """
import logging, sys
logging.basicConfig(stream=sys.stdout, format="%(name)s: %(message)s")
with ThreadPoolExecutor() as pool:
    pool.submit(int, "1").add_done_callback(lambda future: 1 / 0)
print("goes on")
"""

UNFINISHED = """
from concurrent.futures import Future, TimeoutError as Old
done, pending = Future(), Future()
done.set_result(1)
try:
    for future in as_completed([done, pending], timeout=0.05):
        print("one is done")
except TimeoutError as error:
    print(error, Old is TimeoutError)
try:
    pending.exception(timeout=0.05)
except TimeoutError:
    print("exception() waits too")
pending.cancel()
try:
    pending.result()
except BaseException as error:
    print(type(error).__name__)
"""

MAP_CANCELS = """
from threading import Event
gate, ran = Event(), []

def work(number):
    ran.append(number)
    if number == 1:
        raise ValueError
    gate.wait()

with ThreadPoolExecutor(max_workers=1) as pool:
    try:
        list(pool.map(work, (1, 2, 3)))
    except ValueError:
        gate.set()
print(3 in ran)
"""

BOTH_KINDS = """
def fetch(name):
    raise KeyError(name)
try:
    fetch_all("xy")
except* KeyError as group:
    print([(error.args, error.__notes__) for error in group.exceptions])
"""


def test_a_thread_has_no_return_value_and_a_future_has(run):
    assert run("return_value").lines == [
        "start() returned None",
        "join() returned None",
        "the shared list holds [6]",
        "result() returned 6",
    ]


def test_a_task_brings_value_and_error_to_who_asks(run, probe):
    assert run("task_thread").lines == [
        "'42' gave 42",
        f"'many' raised ValueError in main: {BAD_NUMBER.removeprefix('ValueError: ')}",
        "traceback: ['main', 'result', 'run', '<lambda>']",
    ]
    assert probe("task_thread", ASKED_TWICE).lines == ["True True"]


def test_a_future_set_by_hand_is_set_once(run, probe):
    message = BAD_NUMBER.removeprefix("ValueError: ")
    assert run("future_by_hand").lines == [
        "'42': exception() returned None",
        "'42': result() returned 42",
        f"'many': exception() returned ValueError(\"{message}\")",
        "set again: InvalidStateError",
    ]
    assert probe("future_by_hand", FUTURE_ASKED_TWICE).lines == ["True True"]
    assert probe("future_by_hand", CANCELLED_BEFORE).lines == ["True False", "True True"]


def test_an_error_in_a_thread_goes_to_stderr_and_main_goes_on(run, probe):
    done = run("error_on_stderr")
    assert done.code == 0
    assert done.lines == [
        "main goes on, worker alive: False",
        "first line on stderr: Exception in thread parser:",
        f"last line on stderr: {BAD_NUMBER}",
    ]
    unnamed = probe("error_on_stderr", UNNAMED)
    assert unnamed.code == 0
    assert unnamed.lines[0] == "Exception in thread Thread-1 (parse):"


def test_a_hook_of_ones_own_sees_system_exit_and_the_default_ignores_it(run, probe):
    assert run("hook_for_threads").lines == [
        f"parser: {BAD_NUMBER}",
        "leaver: SystemExit: enough",
        "main should exit with code 1",
    ]
    broken = probe("hook_for_threads", HOOK_THAT_RAISES).lines
    assert broken == ["Exception in threading.excepthook:", "sys.excepthook: KeyError"]


def test_a_pool_keeps_its_errors_until_somebody_asks(run, probe):
    few = "ValueError: invalid literal for int() with base 10: 'few'"
    assert run("pool_says_nothing").lines == [
        "the pool is closed, nobody complained",
        "1: fine",
        "many: ValueError",
        "3: fine",
        "few: ValueError",
        f"reported: {BAD_NUMBER}",
        f"reported: {few}",
    ]
    assert probe("pool_says_nothing", NOBODY_ASKS_THE_HOOKS).lines == ["[]"]
    left = probe("pool_says_nothing", EXIT_IN_POOL)
    assert (left.code, left.lines) == (3, ["SystemExit"])
    callback = probe("pool_says_nothing", BROKEN_CALLBACK).lines
    assert callback[0].startswith("concurrent.futures: exception calling callback for <Future at")
    assert callback[-1] == "goes on"


def test_map_ends_at_the_first_error_and_as_completed_does_not(run, probe):
    assert run("map_or_as_completed").lines == [
        "map: got [1] then ValueError",
        "map: the rest is []",
        "as_completed: 1 -> 1",
        "as_completed: many -> ValueError",
        "as_completed: 3 -> 3",
    ]
    assert probe("map_or_as_completed", UNFINISHED).lines == [
        "one is done",
        "1 (of 2) futures unfinished True",
        "exception() waits too",
        "CancelledError",
    ]
    assert probe("map_or_as_completed", MAP_CANCELS).lines == ["False"]


def test_a_timeout_of_ones_own_and_one_of_the_task_are_told_apart(run):
    assert run("result_timeout").lines == [
        "my TimeoutError: ''",
        "got the answer",
        "the task's TimeoutError: 'the server did not reply'",
    ]


def test_a_group_carries_every_error(run, probe):
    assert run("error_group").lines == [
        "['page a', 'page c']",
        "try again: ['while fetching d']",
        "give up: ['while fetching b']",
    ]
    assert probe("error_group", BOTH_KINDS).lines == [
        "[(('x',), ['while fetching x']), (('y',), ['while fetching y'])]"
    ]


def test_no_thread_dies_unseen(run):
    for name in (
        "return_value",
        "task_thread",
        "future_by_hand",
        "error_on_stderr",
        "hook_for_threads",
        "pool_says_nothing",
        "map_or_as_completed",
        "result_timeout",
        "error_group",
    ):
        assert run(name).ok, name


BODY_FAILS = """
try:
    with thread_group() as start:
        start(lambda stop: print("stopped:", stop.wait()))
        raise KeyError("body")
except KeyError as error:
    print("KeyError:", error)
"""


FALSE_ERROR = """
class NoRows(Exception):
    def __bool__(self):
        return False


def fail(stop):
    raise NoRows("none")


try:
    with thread_group() as start:
        start(lambda stop: print("stopped:", stop.wait()))
        start(fail)
except* NoRows as found:
    print("raised:", found.exceptions[0])
"""


def test_who_waits_for_a_failed_thread_waits_forever(run):
    lines = ["loader: failed: no such table", "viewer still waits: True"]
    assert run("one_fails_others_wait_deadlock").lines == lines


def test_a_group_ends_together(run, probe):
    lines = ["viewer stops: True", "main: invalid literal for int() with base 10: 'many'"]
    assert run("thread_group").lines == lines
    assert probe("thread_group", BODY_FAILS).lines == ["stopped: True", "KeyError: 'body'"]


def test_an_error_that_counts_as_false_is_an_error(probe):
    assert probe("thread_group", FALSE_ERROR).lines == ["stopped: True", "raised: none"]


def test_results_come_as_threads_append_them_or_stand_in_their_places(run):
    assert sorted(run("appended_results").lines) == ["4", "9"]
    assert run("results_by_index").lines == ["[4, 9]"]
