"""A reader's own class, tested from their own pytest."""

from __future__ import annotations

import threading

import pytest

from playground import check
from playground.checking import ScheduleFailed
from tests.simthreads.checked.stock import GuardedStock, Stock


def two_buyers(stock):
    got = []
    threads = [threading.Thread(target=lambda: got.append(stock.take())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


def sell_the_last():
    assert sum(two_buyers(Stock(1))) == 1


def sell_the_last_guarded():
    assert sum(two_buyers(GuardedStock(1))) == 1


def sleep_first():
    import time

    time.sleep(0.1)


def test_a_class_that_fails_under_a_schedule_is_told_and_replays():
    with pytest.raises(ScheduleFailed, match="AssertionError") as caught:
        check(sell_the_last)
    schedule = caught.value.schedule
    line = sell_the_last.__code__.co_firstlineno + 1
    assert f'test_checking.py", line {line}, in sell_the_last\n    assert sum(' in str(caught.value)
    with pytest.raises(ScheduleFailed, match="AssertionError"):
        check(sell_the_last, schedule=schedule)


def test_a_class_that_cannot_fail_is_told_to_have_been_tried_in_all_orders():
    done = check(sell_the_last_guarded, exhaustive=True)
    assert done.exhausted
    assert str(done).startswith(f"all {done.orders} orders")


def test_not_all_orders_may_be_a_failure():
    assert check(sleep_first, schedules=2).unseen == ("time",)
    line = sleep_first.__code__.co_firstlineno + 3
    with pytest.raises(AssertionError, match=f"the sleep or timeout in line {line} always"):
        check(sleep_first, schedules=2, exhaustive=True)


def test_what_cannot_be_run_is_refused_in_a_line():
    with pytest.raises(ValueError, match="top level"):
        check(lambda: None)
