"""On a network that brings nothing yet, each control says at once that it is at work; and where no
script runs, the playground says what is left."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Route, expect

from sitebuild.languages import LANGUAGES
from tests.browser.conftest import Reader
from tests.browser.playground import section

PAGE = "locks/races/"
RACE = "races/plain_increment_race"
ACTIONS = ["run", "edit", "copy", "share", "options"]
#: What a control says in the very moment in which it is pressed.
PRESSED = """(button) => {
  button.click();
  const said = button.closest("section").querySelector("[role=status]").textContent;
  return { busy: button.getAttribute("aria-busy"), said };
}"""


def hold(held: list[Route]) -> Callable[[Route], None]:
    return lambda route: held.append(route)


def test_each_control_says_at_once_that_it_is_at_work(reader: Reader) -> None:
    for language in LANGUAGES:
        page = reader.open(language.code, PAGE)
        held: list[Route] = []
        page.route("**/playground-*/*.js", hold(held))
        loading = language.words["playground"]["rest"]["loading"]
        silent = []
        for action in ACTIONS:
            button = section(page, RACE).locator(f".pg-bar [data-action={action}]")
            answer = button.evaluate(PRESSED)
            if answer != {"busy": "true", "said": loading}:
                silent.append((language.code, action, answer))
        assert not silent
        assert held  # it was the network that was waited for
        page.route("**/playground-*/*.js", lambda route: route.continue_())
        for route in held:
            route.continue_()
        at = section(page, RACE)
        expect(at.locator(".cm-content")).to_be_visible()
        expect(at.locator(".pg-bar [aria-busy]")).to_have_count(0)
        expect(at.locator("[role=status]")).not_to_have_text(loading)


def test_a_part_that_is_fetched_later_makes_its_button_busy(reader: Reader) -> None:
    page = reader.open("en", PAGE)
    at = section(page, RACE)
    at.locator("[data-action=options]").click()
    step = at.get_by_role("button", name="Step by step")
    expect(step).to_be_visible()
    held: list[Route] = []
    page.route("**/playground-*/*.js", hold(held))
    for button in (step, at.locator("[data-action=edit]")):
        button.click()
        expect(button).to_have_attribute("aria-busy", "true")
    page.route("**/playground-*/*.js", lambda route: route.continue_())
    for route in held:
        route.continue_()
    expect(at.locator(".stepper")).to_be_visible()
    expect(at.locator(".pg-bar [aria-busy], .pg-panel [aria-busy]")).to_have_count(0)


def test_without_a_script_the_playground_says_what_is_left(reader: Reader) -> None:
    for language in LANGUAGES:
        page = reader.open(language.code, "playground/", script=False)
        expect(page.get_by_text(language.words["no_script"])).to_be_visible()
        expect(page.locator(".pg-bar button:visible")).to_have_count(0)
        expect(page.locator(".program a[download]")).to_be_visible()
