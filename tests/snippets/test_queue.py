"""What chapter "Queue" claims of its programs."""

import pytest


def test_items_come_out_in_the_order_in_which_they_went_in(run):
    assert run("hand_over_items").lines == ["got 0", "got 1", "got 2"]


def test_get_waits_for_a_producer_that_comes_late(probe):
    result = probe(
        "hand_over_items",
        """
items, got = Queue(), []
consumer = Thread(target=lambda: got.append(items.get()))
consumer.start()
consumer.join(timeout=0.05)
print(consumer.is_alive())
produce(items)
consumer.join()
print(got)
""",
    )
    assert result.lines == ["True", "[0]"]


def test_what_block_and_timeout_do(run):
    assert run("blocking_matrix").lines == [
        "get from an empty queue",
        "  block=False              Empty",
        "  timeout=0.05             Empty",
        "  timeout=-1               ValueError",
        "  block=False, timeout=-1  Empty",
        "put into a full queue",
        "  block=False              Full",
        "  timeout=0.05             Full",
        "  timeout=-1               ValueError",
        "get from a queue with an item",
        "  timeout=-1               ValueError",
        "  block=False              returns 'a'",
        "put into an unbounded queue",
        "  block=False              returns None",
        "  timeout=-1               returns None",
    ]


def test_an_interrupted_wait_puts_nothing_in_and_takes_nothing_out(probe):
    result = probe(
        "blocking_matrix",
        """
full = Queue(maxsize=1)
full.put("a")
show("put", full.put, "b", timeout=0.01)
print(full.qsize(), full.get())
""",
    )
    assert result.lines == [f"  {'put':<24} Full", "1 a"]


def test_maxsize_bounds_what_waits(run):
    assert run("bounded_and_unbounded").lines == [
        "unbounded: at most 50 items waiting",
        "maxsize=3: at most 3 items waiting",
    ]


@pytest.mark.parametrize("maxsize", [1, 2, 49])
def test_the_bound_is_reached_and_never_passed(probe, maxsize):
    result = probe("bounded_and_unbounded", f"print(longest_queue({maxsize}))")
    assert result.lines == [str(maxsize)]


def test_filling_a_bounded_queue_before_its_consumer_starts_blocks(run):
    assert run("fill_first_deadlock").lines == ["filler still waiting: True"]


def test_the_third_put_is_where_the_filler_stands(probe):
    result = probe(
        "fill_first_deadlock",
        """
import threading
third = threading.Event()
class Watched(Queue):
    def put(self, item):
        if item == 2:
            print("third put, full:", self.full())
            third.set()
        super().put(item)
items = Watched(maxsize=2)
filler = Thread(target=fill_then_consume, args=(items,), daemon=True)
filler.start()
third.wait()
filler.join(timeout=0.1)
print("alive:", filler.is_alive())
def consume(items):
    items.get(), items.get()
print(items.get())
filler.join()
print("alive:", filler.is_alive(), "left:", items.qsize())
""",
    )
    assert result.lines == ["third put, full: True", "alive: True", "0", "alive: False left: 0"]


def test_a_queue_that_is_large_enough_lets_the_filler_end(probe):
    result = probe("fill_first_deadlock", "fill_then_consume(Queue(maxsize=3)); print('ended')")
    assert result.lines == ["ended"]


def test_join_returns_when_every_item_is_marked_done(run):
    assert run("join_waits_for_task_done").lines == [
        "after join: [25, 'error', 50, 100]",
        "ValueError: task_done() called too many times",
    ]


def test_join_waits_while_the_taken_item_is_in_work(probe):
    result = probe(
        "join_waits_for_task_done",
        """
jobs = Queue()
jobs.put(1)
joiner = Thread(target=jobs.join)
joiner.start()
jobs.get()
joiner.join(timeout=0.05)
print("empty:", jobs.empty(), "join waits:", joiner.is_alive())
jobs.task_done()
joiner.join()
print("join waits:", joiner.is_alive())
""",
    )
    assert result.lines == ["empty: True join waits: True", "join waits: False"]


def test_a_missing_task_done_leaves_join_waiting(run):
    assert run("missing_task_done_deadlock").lines == [
        "worker ended: [1, 3] queue empty: True",
        "joiner still waiting: True",
    ]


def test_it_is_the_one_bad_item_that_is_missing(probe):
    result = probe(
        "missing_task_done_deadlock",
        """
jobs = Queue()
for text in ("1", "two", "3"):
    jobs.put(text)
work(jobs, [])
jobs.task_done()
jobs.join()
print("join returned")
""",
    )
    assert result.lines == ["join returned"]


def test_empty_may_be_wrong_by_the_time_one_acts_on_it(run):
    assert run("check_then_get_race").lines == [
        "the only item",
        "Empty, though empty() was False",
    ]


def test_without_a_timeout_the_second_taker_waits_for_ever(probe):
    result = probe(
        "check_then_get_race",
        """
class Patient(Queue):
    def get(self, timeout):
        return super().get()
items, barrier, outcomes = Patient(), Barrier(2), []
items.put("the only item")
arguments = (items, barrier, outcomes)
takers = [Thread(target=take, args=arguments, daemon=True) for _ in range(2)]
for taker in takers:
    taker.start()
while not outcomes:
    takers[0].join(timeout=0.01)
while all(taker.is_alive() for taker in takers):
    takers[0].join(timeout=0.01)
for taker in takers:
    taker.join(timeout=0.05)
print(outcomes, sorted(taker.is_alive() for taker in takers))
""",
    )
    assert result.lines == ["['the only item'] [False, True]"]


def test_draining_by_exception_gives_each_item_to_one_thread(run):
    assert run("drain_without_asking").lines == [
        "together: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]",
        "shares in order: True",
    ]


def test_draining_an_empty_queue_ends_at_once(probe):
    result = probe("drain_without_asking", "taken = []; drain(Queue(), taken); print(taken)")
    assert result.lines == ["[]"]


def test_a_full_deque_drops_and_an_empty_one_raises(run):
    assert run("deque_or_queue").lines == [
        "Queue: Full at 2",
        "deque: holds [1, 2] and dropped 0 silently",
        "deque: IndexError at once",
        "Queue: Empty after waiting",
    ]


def test_results_come_back_through_a_queue_of_their_own(run):
    assert run("two_queues").lines == ["[0, 1, 4, 9, 16, 25, 36, 49, 64, 81]"]


def test_what_does_not_fit_is_dropped_and_counted(run):
    assert run("drop_when_full").lines == ["stored [0, 1, 2, 3] dropped 6"]


def test_marked_twice_join_returns_too_early_and_the_last_mark_is_an_error(run):
    done = run("marked_twice")
    assert done.ok
    assert done.lines == [
        "main: join returned, still in the queue: 1",
        "worker: ValueError: task_done() called too many times",
    ]


def test_a_queue_passes_the_object_itself(run):
    done = run("changed_after_put")
    assert done.ok
    assert done.lines == [
        "same list: sizes received [3, 3, 3]",
        "a copy: sizes received [1, 2, 3]",
    ]


def test_a_number_given_to_get_is_no_timeout(probe):
    done = probe(
        "changed_after_put",
        "inbox = Queue()\n"
        "waiter = Thread(target=inbox.get, args=(0.01,), daemon=True)\n"
        "waiter.start()\n"
        "waiter.join(timeout=0.2)\n"
        "print('still waiting:', waiter.is_alive())",
    )
    assert done.lines == ["still waiting: True"]
