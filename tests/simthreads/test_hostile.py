"""A program that digs finds nothing that leads out, and the next one nothing of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from playground.node import Engine

from .hostile import ATTACKS

NAMED = {each["name"]: each for each in ATTACKS}


def lines(record: dict[str, Any]) -> list[str]:
    assert "unusable" not in record, record
    text = "".join(each["text"] for each in record["output"] if each["stream"] == "stdout")
    return text.splitlines()


def test_there_are_enough_of_them() -> None:
    assert len(NAMED) == len(ATTACKS) >= 100
    assert min(Counter(each["wall"] for each in ATTACKS).values()) >= 2


@pytest.mark.parametrize("name", NAMED)
def test_an_attack_finds_nothing(engine: Engine, name: str) -> None:
    attack = NAMED[name]
    record = engine.run(attack["program"], policy="round-robin", preempt="call", seconds=60)
    said = str(record)
    assert "FOUND" not in said, said[:2000]
    if not attack.get("anything"):
        assert lines(record) == [str(each) for each in attack["prints"]], record["error"]
        error = record["error"]["type"] if record["error"] else None
        if not attack.get("noise"):
            assert record["outcome"] == attack.get("outcome", record["outcome"])
            assert error == attack.get("error", error)
    following = attack.get("next", {"program": "print(6 * 7)", "prints": ["42"]})
    after = engine.run(following["program"], policy="round-robin", preempt="call")
    assert (after.get("outcome"), lines(after)) == ("finished", following["prints"])
