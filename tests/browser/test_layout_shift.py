"""What a page's scripts bring has its place before they come: nothing that is read moves."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Reader, arrive, until
from tests.browser.layout_shift import WATCH, shifts
from tests.browser.playground import act, run
from tests.browser.served_site import FOLDERS, address

PAINTED = "performance.getEntriesByName('first-contentful-paint').length"
#: In which the first program's controls are in the first view.
VIEWS = [
    (390, 1100, "queues/queue_patterns/"),
    (768, 1024, "playground/"),
    (1280, 800, "queues/queue_patterns/"),
]


@pytest.mark.parametrize("language", FOLDERS)
@pytest.mark.parametrize(("width", "height", "path"), VIEWS)
def test_nothing_moves_when_the_scripts_come_and_while_a_program_runs(
    reader: Reader, language: str, width: int, height: int, path: str
) -> None:
    page = reader.open(language, "reference/glossary/", before=WATCH)
    page.set_viewport_size({"width": width, "height": height})
    held: list[Route] = []
    page.route("**/*.js", lambda route: held.append(route))
    page.goto(address(language, path), wait_until="commit")
    until(page, PAINTED)
    page.route("**/*.js", lambda route: route.continue_())
    for script in held:
        script.continue_()
    arrive(page)
    program = page.locator("section.program:not([data-native])").first
    expect(program.locator("[role=toolbar]")).to_be_in_viewport()
    assert shifts(page) == []
    # What a run adds moves what is beneath the program, as whoever asked for it expects: that is
    # left out of the view.
    program.locator("[data-action=run]").scroll_into_view_if_needed()
    box = program.bounding_box()
    assert box
    page.set_viewport_size({"width": width, "height": min(height, int(box["y"] + box["height"]))})
    run(program)
    assert shifts(page) == []


@pytest.mark.parametrize("language", FOLDERS)
def test_nothing_moves_while_lines_come_one_by_one(reader: Reader, language: str) -> None:
    page = reader.open(language, VIEWS[-1][2], before=WATCH)
    page.set_viewport_size({"width": 1280, "height": 1600})
    program = page.locator("section.program:not([data-native])").first
    program.locator("[data-action=run]").scroll_into_view_if_needed()
    run(program)  # what a timeline of a new run has in addition has its place from now on
    act(program, "options")
    program.locator("select:has([value=slow])").select_option("slow")
    before = shifts(page)
    run(program)
    assert shifts(page) == before
