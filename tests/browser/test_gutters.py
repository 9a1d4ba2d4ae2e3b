"""What stands beneath each other begins at one line: name, code, controls, output, timeline."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Turn
from tests.browser.playground import run, section

PROGRAM = "races/lost_update_race"
EXERCISE = "exercise/races/lost_count"
#: Where the first text, or the first box, of each part begins, in pixels from the section's edge.
EDGES = """(section) => {
  const left = (one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return range.getClientRects()[0].left;
  };
  const parts = [".filename", ".exercise-name",
    ".pg-bar button:not([hidden])", ".program-output figcaption", ".program-output samp",
    ".timeline:not([hidden]) figcaption", ".timeline:not([hidden]) .timeline-legend svg",
    ".timeline-tools button", ".pg-panel > span"];
  const edge = section.getBoundingClientRect().left + section.clientLeft;
  return Object.fromEntries(parts.flatMap((part) => {
    const one = section.querySelector(part);
    if (!one?.getClientRects().length) return [];
    const box = one.matches("svg, button") ? one.getBoundingClientRect().left : left(one);
    return [[part, box - edge]];
  }));
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_all_parts_of_a_program_begin_at_one_line(turn: Turn, width: int) -> None:
    page = turn("en", "locks/races/")
    page.set_viewport_size({"width": width, "height": 800})
    for program, least in ((PROGRAM, 6), (EXERCISE, 2)):
        at = section(page, program)
        edges = at.evaluate(EDGES)
        if program == PROGRAM:
            at.locator("[data-action=options]").click()
            run(at)
            edges |= {f"{part}, run": edge for part, edge in at.evaluate(EDGES).items()}
        assert len(edges) >= least
        first = edges.get(".filename", edges.get(".exercise-name"))
        assert {part: edge for part, edge in edges.items() if abs(edge - first) > 1} == {}
    page.set_viewport_size({"width": 1280, "height": 800})


WIDTHS = """() => [...document.querySelectorAll("article > :is(.grid, h1, h2, p, .program)")]
  .map((one) => one.getBoundingClientRect()).map(({ left, right }) => `${left}-${right}`)"""


def test_on_a_phone_all_blocks_of_a_page_are_equally_wide(turn: Turn) -> None:
    """The sign beside the title takes no room from what stands in a grid, nor on a tablet."""
    pages = (("zh", "", 390), ("en", "", 390), ("zh", "", 768), ("en", "locks/races/", 390))
    for language, path, width in pages:
        page = turn(language, path, width=width)
        widths = page.evaluate(WIDTHS)
        assert len(widths) > 5 and len(set(widths)) == 1, (path, widths)
        sign = page.locator(".md-content__button").first.bounding_box()
        title = page.locator("h1").first
        text = title.evaluate(TEXT)
        assert sign and sign["x"] >= text, path  # nor does it lie over the title


TEXT = """one => {
  const range = document.createRange();
  range.selectNodeContents(one);
  const sign = document.querySelector(".md-content__button").getBoundingClientRect();
  const beside = ({ top, bottom }) => top < sign.bottom && bottom > sign.top;
  return Math.max(0, ...[...range.getClientRects()].filter(beside).map(({ right }) => right));
}"""


def test_a_quiz_stands_in_its_frame(turn: Turn) -> None:
    page = turn("zh", "locks/races/", width=390)
    for quiz in page.locator(".quiz").all():
        frame, legend = quiz.bounding_box(), quiz.locator("legend").bounding_box()
        assert frame and legend and legend["y"] > frame["y"]
        below = quiz.locator("ol").first.bounding_box()
        assert below and below["y"] >= legend["y"] + legend["height"]
