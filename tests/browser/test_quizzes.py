"""A quiz: ticked and opened by keys, what it tells, what it replays, and that it bars nobody."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Reader, violations
from tests.browser.playground import STARTS, section

NAME = "locked_in_two_steps_race"
QUIZ = f"#quiz-{NAME}"


def test_a_quiz_tells_what_was_right_and_replays_what_proves_it(reader: Reader) -> None:
    page = reader.open("en", "in_depth/lock/", width=390)
    quiz, program = page.locator(QUIZ), section(page, f"lock/{NAME}")
    boxes, told, replays = (
        quiz.get_by_role("checkbox"),
        quiz.get_by_role("status"),
        quiz.locator("[data-replay]"),
    )
    expect(replays.first).to_be_hidden()
    boxes.nth(0).press("Space")  # expected 2, got 0: impossible
    boxes.nth(1).press("Space")  # expected 2, got 1: possible
    quiz.locator("summary").press("Enter")
    expect(told).to_have_text("2 of 4 are right. Look again at: A, C")
    quiz.locator("summary").press("Enter")
    boxes.nth(0).press("Space")
    boxes.nth(2).press("Space")
    quiz.locator("summary").press("Enter")
    expect(told).to_have_text("All 4 are right.")
    assert violations(page, QUIZ) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    printed = program.locator(".program-output samp")
    for at, text in enumerate(("expected 2, got 1\n", "expected 2, got 2\n")):
        replays.nth(at).press("Enter")
        expect(printed).to_have_text(text, timeout=STARTS)
        expect(program.locator("[data-action=run]")).to_be_focused()


def test_without_a_script_a_quiz_opens_and_offers_no_replay(reader: Reader) -> None:
    page = reader.open("en", "in_depth/lock/", script=False)
    quiz = page.locator(QUIZ)
    quiz.locator("summary").click()
    expect(quiz.locator("details li")).to_have_count(4)
    expect(quiz.locator("details li").first).to_be_visible()
    expect(quiz.locator("[data-replay]").first).to_be_hidden()
