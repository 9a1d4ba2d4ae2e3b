"""Who hands a lock to another thread is never accused; who never gets one always is."""

from __future__ import annotations

import pytest

from tests.simthreads import lock_protocols
from tests.simthreads.test_differential import natively

COUNT = 24
PARTS = 3
GRANULARITIES = ("call", "line", "bytecode")


def part(number: int) -> range:
    return range(number, COUNT, PARTS)


@pytest.fixture(scope="module", params=range(PARTS))
def sound(request):
    """Programs that end natively, with what they print; by their seeds."""
    programs = {seed: lock_protocols.program(seed) for seed in part(request.param)}
    return {
        seed: (source, said)
        for (seed, source), said in zip(
            programs.items(), natively(list(programs.values())), strict=True
        )
    }


def test_a_sound_protocol_ends_and_its_record_accuses_nobody(engine, sound):
    for seed, (source, said) in sound.items():
        record = engine.run(source, seed=seed, preempt=GRANULARITIES[seed % len(GRANULARITIES)])
        printed = "".join(piece["text"] for piece in record["output"])
        assert (record["outcome"], printed) == ("finished", said), f"{seed}\n{source}"
        kinds = {event["kind"] for event in record["events"]}
        assert "deadlock" not in kinds, f"{seed}\n{source}"


def test_a_sound_protocol_is_not_accused(engine, sound):
    for seed, (source, said) in sound.items():
        verdict = engine.explore(source, schedules=6, expect=[said])
        assert not verdict["found"], f"{seed}: {verdict['failure']}\n{source}"


@pytest.mark.parametrize("number", range(PARTS))
def test_its_twin_is_found_to_stand_still(engine, number):
    for seed in part(number):
        source = lock_protocols.program(seed, faulty=True)
        verdict = engine.explore(source, schedules=30)
        assert verdict.get("failure") == "deadlock", f"{seed}: {verdict['tally']}\n{source}"
        again = engine.run(source, schedule=verdict["schedule"])
        assert again["outcome"] == "deadlock", f"{seed}\n{source}"
        assert again["deadlock"] == verdict["record"]["deadlock"], f"{seed}\n{source}"
