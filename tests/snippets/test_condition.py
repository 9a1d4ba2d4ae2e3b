"""What chapter "Condition" claims of its programs."""

import pytest

NESTED_LOCK = """
cond, inside, log = Condition(), Event(), []

def outer():
    with cond:
        wait_inside(cond, inside, log)

thread = Thread(target=outer)
thread.start()
inside.wait()
with cond:
    print("both levels let go")
    cond.notify()
thread.join(timeout=10)
print(thread.is_alive())
"""

PLAIN_LOCK = """
cond = Condition(Lock())
try:
    cond.notify()
except RuntimeError as error:
    print(error)
"""

NEVER_MORE_THAN_SIZE = """
buffer = BoundedBuffer(2)
sizes = []

class Watched(list):
    def append(self, item):
        super().append(item)
        sizes.append(len(self))

buffer._items = Watched()
received = []

def produce(start):
    for number in range(start, start + 50):
        buffer.put(number)

def consume():
    for _ in range(50):
        received.append(buffer.get())

threads = [Thread(target=produce, args=(n,)) for n in (0, 50, 100)]
threads += [Thread(target=consume) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join(timeout=10)
print(max(sizes), sorted(received) == list(range(150)))
"""

SLOW_MAY_TAKE_WHEN_NOBODY_STEALS = """
slow = Thread(target=consume)
slow.start()
inside.wait()
put("apple")
slow.join()
"""

WITH_WHILE = """
def take():
    with cond:
        while not items:
            inside.set()
            cond.wait()
        return items.pop()

main_thread = Thread(target=main)
main_thread.start()
main_thread.join(timeout=0.2)
print("slow waits on:", main_thread.is_alive())
put("pear")
main_thread.join()
"""

FLAG_SEES_A_SINGLE_TICK = """
for _ in range(2):
    inside = Event()
    waiter = Thread(target=timer.wait_for_tick, args=(inside,))
    waiter.start()
    inside.wait()
    timer.tick()
    waiter.join(timeout=10)
    print(waiter.is_alive())
"""

TWO_TICKS_AT_ONCE = """
counter = TickCounter()
seen = []
with counter._cond:
    waiter = Thread(target=lambda: seen.append(counter.wait_beyond(0)))
    waiter.start()
    counter.tick()
    counter.tick()
waiter.join(timeout=10)
print(seen, counter.wait_beyond(1))
"""

STOP_RELEASES_A_WAITER = """
timer = PeriodicTimer(3600)
timer.start()
seen = []
waiter = Thread(target=lambda: seen.append(timer.wait_beyond(0)))
waiter.start()
timer.stop()
waiter.join(timeout=10)
print(seen, timer.is_alive())
try:
    timer.start()
except RuntimeError as error:
    print(error)
"""

DEADLINES = """
now, asked = 0.0, []

def monotonic():
    return now

class LateWait:
    def wait(self, timeout):
        global now
        asked.append(round(timeout, 6))
        now += timeout + 2
        return len(asked) == 4

timer = PeriodicTimer(10)
timer.ending = LateWait()
timer.run()
print(asked)
"""

OWN_EVENT_SET_CLEAR = """
event, answers = OwnEvent(), []
inside = []

class Watched(Condition):
    def wait(self, timeout=None):
        inside.append(1)
        return super().wait(timeout)

event._cond = Watched()
waiter = Thread(target=lambda: answers.append(event.wait(timeout=0.3)))
waiter.start()
while not inside:
    pass
with event._cond:
    event.set()
    event.clear()
waiter.join()
print(answers)
"""

CLOSED_WHILE_FULL = """
buffer = ClosableBuffer()
buffer.put(1)
buffer.put(2)
buffer.close()
print([buffer.get() for _ in range(4)])
"""

CLOSED_WHILE_ALL_WAIT = """
import time
from threading import Thread

buffer = ClosableBuffer()
consumers = [Thread(target=buffer.get, daemon=True) for _ in range(3)]
for consumer in consumers:
    consumer.start()
while len(buffer._cond._waiters) < 3:
    time.sleep(0.001)
buffer.close()
for consumer in consumers:
    consumer.join(timeout=5)
print([consumer.is_alive() for consumer in consumers])
"""


def test_a_consumer_sleeps_until_the_item_is_there(run):
    assert run("wait_for_item").lines == [
        "producer: puts an apple",
        "consumer: got apple",
        "left over: []",
    ]


def test_wait_lets_go_of_the_lock_and_takes_it_again(run):
    assert run("what_wait_does").lines == [
        "waiter: I hold the lock, now I wait",
        "main: I got the lock, so wait() let go of it",
        "main: I notified and still hold the lock",
        "waiter: wait() is over, I hold the lock again",
    ]


def test_wait_lets_go_of_every_level_of_a_reentrant_lock(probe):
    assert probe("what_wait_does", NESTED_LOCK).lines == ["both levels let go", "False"]


def test_the_lock_is_needed_to_wait_and_to_notify(run, probe):
    assert run("not_the_owner").lines == [
        "wait: RuntimeError: cannot wait on un-acquired lock",
        "notify: RuntimeError: cannot notify on un-acquired lock",
        "notify_all: RuntimeError: cannot notify on un-acquired lock",
        "wait with the lock: False",
    ]
    plain = "from threading import Lock\n" + PLAIN_LOCK
    assert probe("not_the_owner", plain).lines == ["cannot notify on un-acquired lock"]


def test_a_notify_that_nobody_awaits_is_lost_but_the_state_stays(run):
    assert run("lost_notify").lines == ["woken: {'wait': False, 'wait_for': True}"]


def test_an_item_is_stolen_between_notify_and_waking(run, probe):
    assert run("stolen_item_race").lines == [
        "fast consumer: took apple",
        "slow consumer: IndexError: pop from empty list",
    ]
    assert probe("stolen_item_race", SLOW_MAY_TAKE_WHEN_NOBODY_STEALS).lines == [
        "slow consumer: took apple"
    ]


def test_while_instead_of_if_waits_for_the_next_item(probe):
    assert probe("stolen_item_race", WITH_WHILE).lines == [
        "fast consumer: took apple",
        "slow waits on: True",
        "slow consumer: took pear",
    ]


def test_notify_may_wake_the_wrong_one(run):
    assert run("wrong_waiter_deadlock").lines == [
        "notify: coffee still waits: True",
        "notify_all: coffee still waits: False",
    ]


def test_a_bounded_buffer_makes_its_producer_wait(run, probe):
    assert run("bounded_buffer").lines == ["producer waits: True", "received: [0, 1, 2, 3, 4]"]
    assert probe("bounded_buffer", NEVER_MORE_THAN_SIZE).lines == ["2 True"]


def test_two_ticks_look_like_none_to_one_bit(run, probe):
    assert run("missed_tick_race").lines == [
        "2 ticks: expected awake, still waits: True",
        "3 ticks: still waits: False",
    ]
    code = "timer = OneBitTimer()" + FLAG_SEES_A_SINGLE_TICK
    assert probe("missed_tick_race", code).lines == ["False", "False"]


def test_a_counter_misses_no_tick(run, probe):
    assert run("counted_ticks").lines == ["down: [3, 2, 1] up: [0, 1, 2, 3, 4]"]
    assert probe("counted_ticks", TWO_TICKS_AT_ONCE).lines == ["[2] 2"]


def test_the_timer_ticks_and_its_stop_releases_who_waits(run, probe):
    assert run("periodic_timer").lines == ["two ticks: True", "beyond the last tick: inf"]
    assert probe("periodic_timer", STOP_RELEASES_A_WAITER).lines == [
        "[inf] False",
        "threads can only be started once",
    ]


def test_the_timer_makes_good_for_a_late_waking(probe):
    assert probe("periodic_timer", DEADLINES).lines == ["[10.0, 8.0, 8.0, 8.0]"]


def test_sleeping_the_interval_drifts_and_deadlines_do_not(run):
    assert run("drift").lines == [
        "sleep_each_time: late by [2, 4, 6, 8, 10, 12]",
        "sleep_until_due: late by [2, 2, 2, 2, 2, 2]",
    ]


def test_a_timer_fires_once_or_never(run):
    assert run("timer_once").lines == [
        "a timer is a thread: True",
        "rung: ['tea'] alive: False False",
        "cancelled too late: ['tea']",
        "again: RuntimeError: threads can only be started once",
    ]


def test_an_event_of_ones_own(run, probe):
    assert run("own_event").lines == [
        "before set(): False []",
        "after set(): True [True, True, True]",
    ]
    assert probe("own_event", OWN_EVENT_SET_CLEAR).lines == ["[False]"]


def test_a_closed_buffer_is_emptied_and_ends_its_consumers(run, probe):
    assert run("closable_buffer").lines == ["received: [0, 1, 2, 3, 4, 5]"]
    assert probe("closable_buffer", CLOSED_WHILE_FULL).lines == ["[1, 2, None, None]"]
    assert probe("closable_buffer", CLOSED_WHILE_ALL_WAIT).lines == ["[False, False, False]"]


@pytest.mark.parametrize(
    "name",
    [
        "wait_for_item",
        "what_wait_does",
        "not_the_owner",
        "lost_notify",
        "stolen_item_race",
        "wrong_waiter_deadlock",
        "bounded_buffer",
        "missed_tick_race",
        "counted_ticks",
        "periodic_timer",
        "drift",
        "timer_once",
        "own_event",
        "closable_buffer",
    ],
)
def test_no_thread_dies_unseen(run, name):
    assert run(name).ok


def test_only_the_reentrant_lock_knows_its_owner(run):
    done = run("lock_decides")
    assert done.ok
    assert done.lines == [
        "RLock held by main: RuntimeError: cannot notify on un-acquired lock",
        "RLock held by nobody: RuntimeError: cannot notify on un-acquired lock",
        "Lock held by main: nothing was said",
        "Lock held by nobody: RuntimeError: cannot notify on un-acquired lock",
    ]


def test_notifies_do_not_prolong_the_timeout_of_wait_for(run):
    done = run("nagged_waiter")
    assert done.ok
    assert done.lines == ["notified again and again, wait_for returned False"]


A_WRITER_WAITS = """
import threading
lock, log = ReadWriteLock(), []
with lock.reading():
    writer = threading.Thread(target=lock.write, args=(log.append, "written"))
    writer.start()
    writer.join(timeout=0.05)
    print(log)
writer.join()
print(log, lock.readers)
"""


def test_readers_are_in_at_once_and_a_writer_is_alone(run, probe):
    lines = ["readers at once: 2", "different values: 1"]
    assert run("read_write_lock").lines == lines
    assert probe("read_write_lock", A_WRITER_WAITS).lines == ["[]", "['written'] 0"]


def test_two_that_upgrade_wait_for_each_other(run):
    assert run("upgrade_deadlock").lines == ["may write: False"] * 2


def test_each_of_two_waiters_gets_one(run):
    *takers, last = run("who_gets_one").lines
    assert sorted(takers) == ["ann got one", "bob got one"]
    assert last == "left over: 0"
