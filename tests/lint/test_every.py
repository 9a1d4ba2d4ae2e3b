"""One test for all things of a kind still says which of them fails, where and why."""

from __future__ import annotations

import inspect

import pytest

from tests.every import every


def test_each_that_fails_is_named_with_its_line_and_its_reason():
    @every("number", range(1, 5), lambda number: f"number {number}")
    def test(number):
        if number == 3:
            pytest.fail("three is no good")
        assert number != 2, "two is none"
        assert 8 // (4 - number)

    with pytest.raises(pytest.fail.Exception) as caught:
        test()
    second, third, fourth = str(caught.value).split("\n\n")[:3]
    line = inspect.getsourcelines(test)[1]
    assert second.startswith(f"number 2 (line {line + 4}): AssertionError: two is none")
    assert third.startswith(f"number 3 (line {line + 3}): Failed: three is no good")
    assert fourth.startswith(f"number 4 (line {line + 5}): ZeroDivisionError")


@pytest.fixture
def given() -> str:
    return "ab"


@every("one, other", [("a", "b"), ("b", "a")], str)
def test_fixtures_come_and_pairs_are_taken_apart(one: str, other: str, given: str):
    assert {one, other} == {*given}


def test_things_of_one_name_are_all_looked_at_and_none_is_a_fault():
    seen = []
    every("thing", [1, 2], lambda thing: "the same")(lambda thing: seen.append(thing))()
    assert seen == [1, 2]
    with pytest.raises(pytest.fail.Exception, match="no thing is there"):
        every("thing", [], str)(lambda thing: None)()
