"""What chapter "Free threading and interpreters" claims of its programs."""

PRETEND = """
for free, on in ((0, None), (0, True), (1, False), (1, True)):
    sysconfig.get_config_var = lambda name: free
    if on is None:
        vars(sys).pop("_is_gil_enabled", None)
    else:
        sys._is_gil_enabled = lambda: on
    print([case for case, applies in cases().items() if applies])
"""

UNGUARDED = """
class Slow:
    def __init__(self):
        self.left = 2
        self.inside = Barrier(2)

    def __iter__(self):
        return self

    def __next__(self):
        if not self.left:
            raise StopIteration
        left = self.left
        if not Serialized.guarded:
            self.inside.wait()
        self.left = left - 1
        return left


from contextlib import nullcontext
from threading import Barrier

for Serialized.guarded in (True, False):
    source, taken = Serialized(Slow()), []
    if not Serialized.guarded:
        source._guard = nullcontext()
    threads = [Thread(target=lambda: taken.append(next(source))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(sorted(taken))
"""

LOCKED_ADDITION = """
from threading import Lock

guard, real = Lock(), pay_in
both_add = Barrier(1)


def pay_in():
    with guard:
        real()


main()
"""


def test_one_case_applies_wherever_it_runs(run):
    assert run("which_build").lines == ["cases that apply here: 1"]


def test_each_build_is_told_from_the_others(probe):
    assert probe("which_build", PRETEND).lines == [
        "['a build with a GIL']",
        "['a build with a GIL']",
        "['a free-threaded build, GIL off']",
        "['a free-threaded build, GIL on']",
    ]


def test_asked_to_it_shows_the_case(probe):
    shown = probe("which_build", "sys.argv.append('--show')\nmain()").lines
    assert len(shown) == 2 and shown[1].startswith("a ")


def test_an_addition_that_runs_python_is_no_single_step(run):
    assert run("python_inside_add_race").lines == ["expected 2, got 1"]


def test_a_lock_around_the_addition_mends_it(probe):
    assert probe("python_inside_add_race", LOCKED_ADDITION).lines == ["expected 2, got 2"]


def test_a_shared_iterator_behind_a_lock_gives_each_item_once(run):
    assert run("one_lock_for_next").lines == ["taken: 30 different: 30"]


def test_the_lock_is_what_keeps_the_items_apart(probe):
    assert probe("one_lock_for_next", UNGUARDED).lines == ["[1, 2]", "[2, 2]"]


def test_work_in_slices_adds_up(run):
    assert run("split_cpu_work").lines == [
        "primes in each part: [25, 21, 16, 16]",
        "primes below 400: 78",
    ]


def test_interpreters_or_threads_give_the_same(run):
    assert run("interpreters_or_threads").lines == ["factorials: [6, 120, 40320]"]


def test_without_interpreters_it_is_a_pool_of_threads(probe):
    done = probe(
        "interpreters_or_threads",
        "import concurrent.futures, sys\n"
        "there = hasattr(concurrent.futures, 'InterpreterPoolExecutor')\n"
        "print((Pool is ThreadPoolExecutor) != there)",
    )
    assert done.lines == ["True"]


def test_what_is_sent_is_a_copy_and_not_everything_can_be(run):
    assert run("what_can_be_sent").lines == [
        "sent: ['apple'] received: ['apple', 'pear']",
        "a dict of lists arrives",
        "a function of a module arrives",
        "a lock does not: cannot pickle '_thread.lock' object",
        "a generator does not: cannot pickle 'generator' object",
    ]


def test_both_threads_get_the_list_of_one_key(run):
    assert run("one_list_per_key").lines == ["in Bern: ['ann', 'bob']"]
