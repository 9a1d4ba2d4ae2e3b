"""What chapter "Event" claims of its programs."""

MANY_WAITERS = """
answers = []
gate = Event()
for _ in range(20):
    threads = [Thread(target=wait_at, args=(gate, 10, answers)) for _ in range(15)]
    for thread in threads:
        thread.start()
    while waiting(gate) < 15:
        time.sleep(0.001)
    gate.set()
    gate.clear()
    for thread in threads:
        thread.join()
print(len(answers), all(answers))
"""

STOP_AS_ATTRIBUTE = """
import sys
from threading import Event, Thread

class Stoppable(Thread):
    def __init__(self):
        super().__init__()
        self._stop = Event()

thread = Stoppable()
thread.start()
try:
    thread.join()
    outcome = "joined"
except TypeError:
    outcome = "TypeError"
print(outcome == ("joined" if sys.version_info >= (3, 13) else "TypeError"))
"""

BURSTS = """
for count in (0, 1, 200):
    inbox, arrived, received = deque(), Event(), []
    collector = Thread(target=collect, args=(inbox, arrived, received))
    collector.start()
    for item in [*range(count), END]:
        inbox.append(item)
        arrived.set()
    collector.join(timeout=10)
    print(collector.is_alive(), received == list(range(count)))
"""

AFTER_THE_LAST_LOOK = """
class Inbox(deque):
    late = ["b", END]

    def __len__(self):
        found = super().__len__()
        if not found and self.late:
            self.append(self.late.pop(0))
            arrived.set()
        return found

arrived, received = Event(), []
arrived.set()
args = (Inbox(["a"]), arrived, received)
collector = Thread(target=collect, args=args, daemon=True)
collector.start()
collector.join(timeout=5)
print(collector.is_alive(), received, arrived.is_set())
"""

FINISH_WHILE_PAUSED = """
steps = []
worker = Pausable(step=lambda: steps.append(1))
worker.start()
worker.finish()
worker.join(timeout=10)
print(worker.is_alive(), steps)
"""

STOP_IN_THE_FIRST_WAIT = """
stop, calls = Event(), []
thread = Thread(target=repeat, args=(3600, stop, lambda: calls.append(1)))
thread.start()
stop.set()
thread.join(timeout=10)
print(thread.is_alive(), calls)
"""

STOPPED_BEFORE_IT_BEGAN = """
stop, first_round, log = Event(), Event(), []
stop.set()
serve(stop, first_round, log)
print(first_round.is_set(), log)
"""


def test_wait_holds_the_worker_until_the_data_is_there(run):
    assert run("one_signal").lines == [
        "main: set, it was False",
        "worker: mode is fast",
        "main: afterwards it is True",
    ]


def test_one_signal_releases_every_runner(run):
    assert run("waiting_runners").lines == [
        "released so far: [None, None, None]",
        "runner-0 released: True",
        "runner-1 released: True",
        "runner-2 released: True",
    ]


def test_a_runner_without_a_signal_gives_up_by_its_timeout(probe):
    slow = "signal = Event(); signal.wait = lambda timeout: Event.wait(signal, 0.01)\n"
    code = slow + "r = Runner('r', signal); r.start(); r.join(); print(r.released)"
    assert probe("waiting_runners", code).lines == ["False"]


def test_wait_returns_whether_the_flag_was_set(run):
    assert run("wait_timeout").lines == [
        "no reply: time ran out",
        "replied: the flag was set",
        "asked again: the flag was set",
        "cleared: time ran out",
    ]


def test_each_event_has_a_flag_of_its_own(run):
    assert run("one_event_each").lines == [
        "['bob'] {'ann': False, 'bob': True, 'cid': False}",
        "['bob', 'cid'] {'ann': False, 'bob': True, 'cid': True}",
        "['bob', 'cid', 'ann'] {'ann': True, 'bob': True, 'cid': True}",
    ]


def test_a_stop_flag_lets_the_thread_clean_up(run, probe):
    assert run("stop_flag").lines == [
        "alive: True ['opened']",
        "alive: False ['opened', 'closed']",
    ]
    assert probe("stop_flag", STOPPED_BEFORE_IT_BEGAN).lines == ["False ['opened', 'closed']"]


def test_a_stop_ends_the_longest_pause(run, probe):
    assert run("repeating_timer").lines == [
        "quick ended: True",
        "slow ended: True",
        "at least three ticks: True",
    ]
    assert probe("repeating_timer", STOP_IN_THE_FIRST_WAIT).lines == ["False []"]


def test_set_then_clear_loses_no_waiter_but_every_latecomer(run, probe):
    assert run("set_then_clear").lines == [
        "waiting before set(): [True, True, True, True, True]",
        "came after clear(): [False]",
        "the flag: False",
    ]
    assert probe("set_then_clear", MANY_WAITERS).lines == ["300 True"]


def test_a_clear_that_comes_late_serves_one_signal_twice(run):
    assert run("late_clear_race").lines == ["rang once: expected 1 order, served 2"]


def test_clear_by_the_one_who_waits_loses_nothing(run, probe):
    assert run("one_owner_clears").lines == ["sent 4, received 4 ['a', 'b', 'c', 'd']"]
    assert probe("one_owner_clears", BURSTS).lines == ["False True"] * 3
    assert probe("one_owner_clears", AFTER_THE_LAST_LOOK).lines == ["False ['a', 'b'] False"]


def test_an_attribute_named_stop_breaks_join_before_3_13(probe):
    assert probe("stop_flag", STOP_AS_ATTRIBUTE).lines == ["True"]


def test_the_latch_opens_at_zero(run):
    assert run("countdown_latch").lines == ["open after two: False", "open after three: True"]


def test_a_paused_worker_can_go_on_and_can_end(run, probe):
    assert run("pausable_worker").lines == [
        "paused at first: True",
        "stepped: True",
        "ended: True",
    ]
    assert probe("pausable_worker", FINISH_WHILE_PAUSED).lines == ["False []"]


def test_no_thread_dies_unseen(run):
    for name in (
        "one_signal",
        "waiting_runners",
        "wait_timeout",
        "one_event_each",
        "stop_flag",
        "repeating_timer",
        "set_then_clear",
        "late_clear_race",
        "one_owner_clears",
        "countdown_latch",
        "pausable_worker",
    ):
        assert run(name).ok, name


def test_a_timer_that_arms_itself_again_outlives_its_cancel(run):
    done = run("rearmed_timer_race")
    assert done.ok
    assert done.lines == ["ticked again after stop(): True"]


def test_a_timer_that_fires_once_cannot_be_started_again(probe):
    done = probe(
        "rearmed_timer_race",
        "timer = Timer(0, print)\n"
        "timer.start()\n"
        "timer.join()\n"
        "try:\n    timer.start()\n"
        "except RuntimeError as error:\n    print(error)",
    )
    assert done.lines == ["", "threads can only be started once"]


def test_one_signal_starts_them_all(run):
    first, *runners = run("one_start_signal").lines
    assert first == "go"
    assert sorted(runners) == ["ann runs", "bob runs"]
