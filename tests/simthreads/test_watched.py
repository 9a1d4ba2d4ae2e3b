"""Who looks at what a program's threads touch changes nothing of it: a watched run is the plain run of
the same schedule."""

from __future__ import annotations

from typing import Any

import pytest

from playground.node import Engine
from tests.simthreads.watched_programs import FREED, HOSTILE, freed, hostile

#: All ways to look.
WAYS: dict[str, dict[str, Any]] = {
    "races": {"races": True, "schedule": "1.bytecode"},
    "surw": {"policy": "surw", "seed": 1},
    "pos": {"policy": "pos", "seed": 1},
    "orders": {"order": {"choices": [], "sleep": {}, "visible": []}},
}
SAME = ("outcome", "output", "error", "exit_code", "steps")


def differs(engine: Engine, source: str, **way: Any) -> dict[str, Any]:
    """What a plain run shows, and the watched one does not."""
    asked = {"source": source, "preempt": "bytecode", "lean": True, "max_steps": 100_000}
    watched = engine.ask("run", asked | way)
    assert "unusable" not in watched, watched
    plain = engine.ask("run", asked | {"schedule": watched["schedule"]})
    return {each: (plain[each], watched[each]) for each in SAME if plain[each] != watched[each]}


@pytest.mark.parametrize("name", HOSTILE)
def test_who_looks_at_it_runs_none_of_its_code(engine, name):
    assert {
        way: found for way in WAYS if (found := differs(engine, hostile(name), **WAYS[way]))
    } == {}


@pytest.mark.parametrize("name", FREED)
def test_who_looks_at_it_keeps_nothing_of_it(engine, name):
    assert {
        way: found for way in WAYS if (found := differs(engine, freed(name), **WAYS[way]))
    } == {}
