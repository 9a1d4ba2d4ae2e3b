"""What chapter "Races" claims of its programs."""

BOTH_READ_FIRST = """
from threading import Barrier

both_have_read = Barrier(2)


class Meeting(int):
    def __add__(self, other):
        both_have_read.wait()
        return int(self) + other


counter = Meeting(0)
try:
    main()
except AssertionError as error:
    print(type(error).__name__, error)
"""

ONE_BY_ONE = """
from threading import Thread

for _ in range(3):
    thread = Thread(target=add_one)
    thread.start()
    thread.join()
print(counter)
"""

EVERY_VALUE = """
print({result_of(order) for order in permutations("AABB")})
print(result_of("AAB"), result_of("AA"))
"""

MANY_BUYERS = """
office = BoxOffice(tickets=3)
buyers = [Thread(target=office.sell, args=(n,)) for n in range(12)]
for buyer in buyers:
    buyer.start()
for buyer in buyers:
    buyer.join()
print(len(office.sold_to), office.left)
"""

EACH_STEP_HAS_ITS_LOCK = """
from threading import Lock


class StepwiseOffice(BoxOffice):
    lock = Lock()

    def sell(self, buyer):
        with self.lock:
            available = self.left > 0
        self.both_have_checked.wait()
        if available:
            with self.lock:
                self.left -= 1
                self.sold_to.append(buyer)


BoxOffice = StepwiseOffice
main()
"""

BOTH_CHECK_IF_THEY_CAN = """
from threading import Barrier, BrokenBarrierError

both_check = Barrier(2)


class Meeting(int):
    def __gt__(self, other):
        try:
            both_check.wait(timeout=0.2)
        except BrokenBarrierError:
            pass
        return int(self) > other


office = BoxOffice(tickets=Meeting(1))
buyers = [Thread(target=office.sell, args=(n,)) for n in range(2)]
for buyer in buyers:
    buyer.start()
for buyer in buyers:
    buyer.join()
print(len(office.sold_to), office.left)
"""

BOTH_CONNECT_IF_THEY_CAN = """
from threading import Barrier, BrokenBarrierError

both_are_inside, plain_connect = Barrier(2), connect


def connect():
    try:
        both_are_inside.wait(timeout=0.2)
    except BrokenBarrierError:
        pass
    return plain_connect()


main()
"""

ORDER_OF_EACH_THREAD = """
items = []
threads = [Thread(target=add_all, args=(items, range(k, 300, 3))) for k in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print([[n for n in items if n % 3 == k] == list(range(k, 300, 3)) for k in range(3)])
"""

CALLERS_SHARE_IT = """
from threading import Barrier

line_up, got = Barrier(8), []


def come():
    line_up.wait()
    got.append(get_connection())


threads = [Thread(target=come) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(opened), len(got), all(one is connection for one in got))
"""

LIST_SKIPS = """
from threading import Event

inside, go_on, seen, names = Event(), Event(), [], ["tea", "rice", "salt"]
reader = Thread(target=visit, args=(names, inside, go_on, seen))
reader.start()
inside.wait()
names.remove("tea")
go_on.set()
reader.join()
print(seen)
"""

DRAW_AFTER_THE_ERROR = """
inside, go_on, drawn = Event(), Event(), []
source, lock = numbers(inside, go_on), Lock()
other = Thread(target=draw_two, args=(source, lock, drawn))
other.start()
inside.wait()
try:
    next(source)
except ValueError as error:
    print(type(error).__name__)
go_on.set()
other.join()
draw_two(source, lock, drawn)
print(drawn)
"""

WHAT_THE_LOSER_HOLDS = """
kept = []


def use():
    kept.append(get_connection())


threads = [Thread(target=use) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(opened), len(kept), connection in kept)
"""


def test_without_a_barrier_the_result_is_one_of_two(run):
    assert run("either_result_race").lines[0] in ("expected 2, got 2", "expected 2, got 1")


def test_two_reads_before_a_write_lose_an_update(run):
    assert run("lost_update_race").lines == ["expected 2, got 1"]


def test_plus_equals_is_two_loads_an_add_and_a_store(run):
    assert run("four_steps").lines == [
        "LOAD counter",
        "LOAD 1",
        "BINARY +=",
        "STORE counter",
    ]


def test_four_of_six_interleavings_lose_an_update(run):
    assert run("all_interleavings").lines == [
        "AABB gives 2",
        "ABAB gives 1",
        "ABBA gives 1",
        "BAAB gives 1",
        "BABA gives 1",
        "BBAA gives 2",
    ]


def test_no_interleaving_gives_a_third_value(probe):
    assert probe("all_interleavings", EVERY_VALUE).lines == ["{1, 2}", "1 1"]


def test_plain_increment_ends_well_when_nothing_comes_between(run, probe):
    assert run("plain_increment_race").lines == ["both updates are there, this time"]
    assert probe("plain_increment_race", ONE_BY_ONE).lines == ["3"]


def test_plain_increment_loses_when_both_read_first(probe):
    lost = probe("plain_increment_race", BOTH_READ_FIRST)
    assert lost.lines == ["AssertionError expected 2, got 1"]


def test_a_call_between_read_and_write_loses_updates(run):
    assert run("call_between_race").lines == ["an update was lost: True"]


def test_one_ticket_is_sold_twice(run):
    assert run("sell_last_ticket_race").lines == ["tickets: 1, sold: 2"]


def test_a_lock_around_each_step_sells_it_twice_too(probe):
    stepwise = probe("sell_last_ticket_race", EACH_STEP_HAS_ITS_LOCK)
    assert stepwise.lines == ["tickets: 1, sold: 2"]


def test_check_and_act_under_one_lock_sell_one_ticket(run, probe):
    assert run("sell_last_ticket").lines == ["tickets: 1, sold: 1", "left: 0"]
    assert probe("sell_last_ticket", MANY_BUYERS).lines == ["3 0"]


def test_the_lock_keeps_two_checks_apart(probe):
    assert probe("sell_last_ticket", BOTH_CHECK_IF_THEY_CAN).lines == ["1 0"]


def test_append_loses_and_doubles_nothing(run):
    assert run("append_keeps_all").lines == ["kept: 300", "none lost, none doubled: True"]


def test_append_keeps_the_order_of_each_thread(probe):
    assert probe("append_keeps_all", ORDER_OF_EACH_THREAD).lines == ["[True, True, True]"]


def test_pop_with_default_has_no_gap_between_check_and_delete(run):
    assert run("evict_race").lines == [
        "check_then_delete: ['KeyError', 'deleted']",
        "one_operation: ['deleted', 'nothing there']",
    ]


def test_a_dict_that_grows_breaks_its_iteration_and_a_copy_does_not(run):
    assert run("iterate_while_changing_race").lines == [
        "over the dict: ['tea', 'RuntimeError: dictionary changed size during iteration']",
        "over a copy: ['tea', 'rice']",
    ]


def test_a_list_that_changes_is_misread_without_an_error(probe):
    assert probe("iterate_while_changing_race", LIST_SKIPS).lines == ["['tea', 'salt']"]


def test_a_running_generator_turns_a_second_thread_away(run):
    assert run("shared_generator_race").lines == [
        "without the lock: ValueError: generator already executing",
        "with the lock: [1, 2, 3, 4]",
    ]


def test_a_generator_goes_on_after_it_has_turned_a_thread_away(probe):
    later = probe("shared_generator_race", DRAW_AFTER_THE_ERROR)
    assert later.lines == ["ValueError", "[1, 2, 3, 4]"]


def test_unguarded_lazy_init_opens_two_connections(run, probe):
    assert run("lazy_init_race").lines == ["expected 1 connection, opened 2"]
    assert probe("lazy_init_race", WHAT_THE_LOSER_HOLDS).lines == ["2 2 True"]


def test_guarded_lazy_init_opens_one_for_all(run, probe):
    assert run("lazy_init_once").lines == ["expected 1 connection, opened 1"]
    assert probe("lazy_init_once", CALLERS_SHARE_IT).lines == ["1 8 True"]


def test_the_lock_keeps_two_first_callers_apart(probe):
    forced = probe("lazy_init_once", BOTH_CONNECT_IF_THEY_CAN)
    assert forced.lines == ["expected 1 connection, opened 1"]


def test_separate_results_are_merged_after_join(run):
    assert run("merge_after_join").lines == ["be 3", "here 1", "not 2", "now 2", "or 1", "to 2"]


def test_no_program_reports_an_error(run):
    names = (
        "lost_update_race",
        "four_steps",
        "all_interleavings",
        "plain_increment_race",
        "call_between_race",
        "sell_last_ticket_race",
        "sell_last_ticket",
        "append_keeps_all",
        "evict_race",
        "iterate_while_changing_race",
        "shared_generator_race",
        "lazy_init_race",
        "lazy_init_once",
        "merge_after_join",
    )
    assert {name: run(name).stderr for name in names if not run(name).ok} == {}


def test_with_the_lock_around_the_call_nothing_is_lost(run):
    assert run("call_between_locked").lines == ["an update was lost: False"]


def test_a_list_that_shrinks_during_iteration_skips_an_item_without_a_word(run):
    done = run("list_skips_race")
    assert done.ok
    assert done.lines == ["over the list: Bo was seen: False", "over a copy: Bo was seen: True"]
