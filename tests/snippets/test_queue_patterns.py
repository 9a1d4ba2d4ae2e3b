"""What chapter "Queue patterns" claims of its programs."""


def test_own_priority_queue_gives_the_highest_first_and_ties_in_order(run):
    assert run("own_priority_queue").lines == [
        "{'job': 'urgent'}",
        "{'job': 'routine, came first'}",
        "{'job': 'routine, came second'}",
    ]


def test_own_priority_queue_wakes_a_consumer_that_waits(probe):
    result = probe(
        "own_priority_queue",
        """
jobs, got = HighestFirst(), []
consumer = Thread(target=lambda: got.append(jobs.get()))
consumer.start()
consumer.join(timeout=0.05)
print(consumer.is_alive())
jobs.put("late", 1)
consumer.join()
print(got)
""",
    )
    assert result.lines == ["True", "['late']"]


def test_own_priority_queue_raises_empty_when_the_timeout_expires(probe):
    result = probe(
        "own_priority_queue",
        """
try:
    HighestFirst().get(timeout=0.05)
except Empty:
    print("Empty")
""",
    )
    assert result.lines == ["Empty"]


def test_own_priority_queue_loses_nothing_under_many_threads(probe):
    result = probe(
        "own_priority_queue",
        """
jobs, got = HighestFirst(), []
def put(base):
    for number in range(200):
        jobs.put({"number": base + number}, priority=number % 3)
def take():
    for _ in range(200):
        got.append(jobs.get()["number"])
threads = [Thread(target=put, args=(base,)) for base in (0, 200)]
threads += [Thread(target=take) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(got) == list(range(400)))
""",
    )
    assert result.lines == ["True"]


def test_three_kinds_of_queue_differ_in_their_order(run):
    assert run("three_orders").lines == [
        "Queue         [2, 3, 1]",
        "LifoQueue     [1, 3, 2]",
        "PriorityQueue [1, 2, 3]",
    ]


def test_equal_priorities_are_settled_by_a_ticket(run):
    assert run("equal_priorities").lines == [
        "TypeError: '<' not supported between instances of 'dict' and 'dict'",
        "items in the queue anyway: 2",
        "0 {'job': 'urgent'}",
        "1 {'job': 'first'}",
        "1 {'job': 'second'}",
    ]


def test_an_item_whose_put_failed_is_not_counted_for_join(probe):
    result = probe(
        "equal_priorities",
        """
jobs = PriorityQueue()
jobs.put((1, {"job": "first"}))
try:
    jobs.put((1, {"job": "second"}))
except TypeError:
    pass
jobs.get()
jobs.get()
jobs.task_done()
try:
    jobs.task_done()
except ValueError as error:
    print(error)
""",
    )
    assert result.lines == ["task_done() called too many times"]


def test_simple_queue_takes_a_finalizers_report(run):
    assert run("finalizer_report").lines == [
        "closed: db-1",
        "put       True",
        "get       True",
        "qsize     True",
        "full      False",
        "task_done False",
        "join      False",
    ]


def test_simple_queue_takes_block_and_timeout_and_ignores_them(probe):
    result = probe(
        "finalizer_report",
        """
from queue import Empty
closed = SimpleQueue()
closed.put("a", False, -1)
print(closed.get())
try:
    closed.get(timeout=0.05)
except Empty:
    print("Empty")
""",
    )
    assert result.lines == ["a", "Empty"]


def test_a_put_from_inside_a_put_stops_a_queue_but_not_a_simple_queue(probe):
    result = probe(
        "finalizer_report",
        """
from queue import PriorityQueue
jobs = PriorityQueue()
class Nested:
    def __lt__(self, other):
        jobs.put("from inside")
        return True
jobs.put(Nested())
putter = Thread(target=jobs.put, args=(Nested(),), daemon=True)
putter.start()
putter.join(timeout=0.2)
print(putter.is_alive())
""",
    )
    assert result.lines == ["True"]


def test_one_pill_for_each_consumer_ends_them_all(run):
    assert run("poison_pill").lines == ["done: [0, 1, 2, 3, 4, 5]", "left in the queue: 0"]


def test_one_pill_for_three_consumers_leaves_two(run):
    assert run("one_pill_deadlock").lines == ["consumers still waiting: 2"]


def test_a_pill_that_is_passed_on_ends_any_number_of_consumers(run):
    assert run("close_by_sentinel").lines == ["done: [0, 1, 2, 3, 4, 5] left in the queue: 1"]


def test_who_starts_to_consume_after_close_ends_too(probe):
    result = probe(
        "close_by_sentinel",
        """
jobs = ClosableQueue()
jobs.put("a")
jobs.close()
print(list(jobs), list(jobs))
""",
    )
    assert result.lines == ["['a'] []"]


def test_shutdown_lets_the_consumers_finish_what_is_inside(run):
    assert run("shutdown_drains").lines == ["done: [0, 1, 2, 3, 4, 5]", "put: ShutDown"]


def test_shutdown_wakes_a_get_and_a_put_that_wait(probe):
    result = probe(
        "shutdown_drains",
        """
outcomes = []
def attempt(call, *args):
    try:
        call(*args)
    except ShutDown:
        outcomes.append("ShutDown")
empty, full = Queue(), Queue(maxsize=1)
full.put("a")
threads = [Thread(target=attempt, args=(empty.get,)), Thread(target=attempt, args=(full.put, "b"))]
for thread in threads:
    thread.start()
    thread.join(timeout=0.05)
print(outcomes)
empty.shutdown()
full.shutdown()
for thread in threads:
    thread.join()
print(outcomes, full.get())
""",
    )
    assert result.lines == ["[]", "['ShutDown', 'ShutDown'] a"]


def test_immediate_shutdown_empties_the_queue_and_join_waits_for_what_is_in_flight(run):
    assert run("shutdown_immediate_join").lines == [
        "left in the queue: 0",
        "job in flight, join still waits: True",
        "job marked done, join still waits: False",
    ]


def test_immediate_shutdown_lets_join_return_though_nothing_was_done(probe):
    result = probe(
        "shutdown_immediate_join",
        """
jobs = Queue()
jobs.put("never done")
jobs.shutdown(immediate=True)
jobs.join()
print("join returned")
""",
    )
    assert result.lines == ["join returned"]


def test_a_consumer_that_fails_never_sets_the_event(run):
    assert run("acknowledge_by_event_deadlock").lines == [
        "100 // 4 = 25",
        "consumer ended by ZeroDivisionError",
        "producer still waiting: True",
    ]


def test_waiting_for_each_item_makes_the_two_take_turns(run):
    assert run("acknowledge_turn_taking").lines == [
        "send 0",
        "done 0",
        "send 1",
        "done 1",
        "send 2",
        "done 2",
    ]


def test_a_future_brings_back_the_result_or_the_exception(run):
    assert run("acknowledge_by_future").lines == [
        "result: 25",
        "failed: ZeroDivisionError",
        "result: 50",
    ]


def test_a_cancelled_job_is_passed_over_and_the_next_one_done(probe):
    result = probe(
        "acknowledge_by_future",
        """
jobs, answers = Queue(), [Future(), Future()]
for answer in answers:
    jobs.put((50, answer))
jobs.put(None)
answers[0].cancel()
consume(jobs)
print(answers[0].cancelled(), answers[1].result())
""",
    )
    assert result.lines == ["True 2"]


def test_the_answer_to_a_job_that_nobody_takes_times_out(probe):
    result = probe(
        "acknowledge_by_future",
        """
try:
    Future().result(timeout=0.05)
except TimeoutError:
    print("TimeoutError")
""",
    )
    assert result.lines == ["TimeoutError"]


def test_a_pipeline_keeps_the_order_and_passes_a_failure_on(run):
    assert run("pipeline_stages").lines == [
        "int 1",
        "int 4",
        "ValueError invalid literal for int() with base 10: 'x'",
        "int 16",
        "int 25",
    ]


def test_standard_priority_queue_can_give_the_highest_first(run):
    assert run("highest_first_standard").lines == [
        "Full",
        "{'job': 'urgent'}",
        "{'job': 'first'}",
        "{'job': 'second'}",
    ]


def test_two_workers_share_a_stage(run):
    assert run("parallel_stage").lines == ["[0, 1, 4, 9, 16, 25]"]


def test_items_compared_by_priority_alone_come_out_in_no_promised_order(run):
    done = run("wrapped_item")
    assert done.ok
    assert done.lines == ["out: ['urgent', 'third', 'second', 'first', 'fourth']"]


def test_an_actor_survives_a_bad_message_and_refuses_a_late_one(run):
    done = run("actor")
    assert done.ok
    assert done.lines == ["1", "TypeError", "4", "closed: RuntimeError"]


def test_an_actor_answers_each_message(probe):
    done = probe(
        "actor",
        "account = Account()\n"
        "answers = [account.add(n) for n in (1, 2, 3)]\n"
        "print([answer.result(timeout=10) for answer in answers])\n"
        "account.close()",
    )
    assert done.lines == ["[1, 3, 6]"]


def test_each_subscriber_gets_what_is_sent_while_it_is_subscribed(run):
    done = run("exchange")
    assert done.ok
    assert done.lines == ["early: ['one', 'two']", "late: ['one']"]


def test_a_subscription_ends_even_by_an_error(probe):
    done = probe(
        "exchange",
        "news = Exchange()\n"
        "try:\n"
        "    with news.subscribed() as inbox:\n"
        "        raise ValueError\n"
        "except ValueError:\n"
        "    news.send('late')\n"
        "    print(inbox.empty())",
    )
    assert done.lines == ["True"]


def test_one_inbox_takes_from_every_source_in_its_order(run):
    done = run("one_inbox")
    assert done.ok
    assert done.lines == ["keys: ['a', 'b', 'c']", "mouse: [1, 2]"]


def test_a_thread_in_recv_does_not_see_its_queue(run):
    lines = ["job is still waiting: True", "from the socket: hello", "from the queue: job"]
    assert run("queue_beside_socket_deadlock").lines == lines


def test_a_byte_wakes_the_selector_for_a_job(run):
    assert run("queue_wakes_selector").lines == ["from the queue: job"]


def test_each_producer_keeps_its_order(run):
    lines = run("two_producers").lines
    assert sorted(lines) == ["got a1", "got a2", "got b1"]
    assert lines.index("got a1") < lines.index("got a2")
