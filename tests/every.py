"""One test for all things of a kind, where a look at each takes no time: pytest's own item for each
costs more than the look. Knows nothing of what is looked at."""

from __future__ import annotations

import functools
import inspect
import traceback
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import pytest

Thing = TypeVar("Thing")
Test = Callable[..., None]


def every(
    argument: str, things: Iterable[Thing], name: Callable[[Thing], str]
) -> Callable[[Test], Test]:
    """As `parametrize`, in one item: the test is called with each of `things` as its `argument`
    (or with the parts of each, for "one, other"), and fails with the name of each that failed, the
    line, and what was wrong."""
    arguments = [one.strip() for one in argument.split(",")]
    each = [(name(thing), thing) for thing in things]

    def decorate(test: Test) -> Test:
        @functools.wraps(test)
        def all_of_them(**fixtures: Any) -> None:
            found = []
            for called, thing in each:
                parts: Any = thing if len(arguments) > 1 else (thing,)
                try:
                    test(**dict(zip(arguments, parts, strict=True)), **fixtures)
                except (Exception, pytest.fail.Exception) as error:
                    where = traceback.extract_tb(error.__traceback__)[:2][-1]  # in the test
                    found.append(f"{called} (line {where.lineno}): {type(error).__name__}: {error}")
            if found or not each:
                pytest.fail("\n\n".join(found) or f"no {argument} is there", pytrace=False)

        kept = inspect.signature(test).parameters.items()
        fixtures = [parameter for known, parameter in kept if known not in arguments]
        all_of_them.__signature__ = inspect.Signature(fixtures)  # type: ignore[attr-defined]
        return all_of_them

    return decorate
