"""An exercise on its page: what is wrong is refused and explained, what is right passes."""

from __future__ import annotations

from playwright.sync_api import expect

from playground.exercises import Exercise
from tests.browser.conftest import Turn
from tests.browser.playground import act, output, run, section, settled, write

ORDER = Exercise("races", "lost_count")
KEY = "exercise/races/lost_count"


def test_check_refuses_with_a_reason_and_a_replay_and_passes_the_answer(turn: Turn) -> None:
    page = turn("zh", "locks/races/")
    exercise = section(page, KEY)
    act(exercise, "check")
    assert ORDER.faults["lost"]["zh"] in settled(exercise)
    expect(exercise).to_have_attribute("data-verdict", "failed")
    shown = output(exercise)
    run(exercise)
    assert output(exercise) == shown
    write(page, exercise, ORDER.text("wrong_lock_each"))
    act(exercise, "check")
    settled(exercise)
    expect(exercise).to_have_attribute("data-verdict", "failed")
    write(page, exercise, ORDER.text("answer"))
    act(exercise, "check")
    assert "300" in settled(exercise)
    expect(exercise).to_have_attribute("data-verdict", "passed")
