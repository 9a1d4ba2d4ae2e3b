"""A program on its page with an engine that answers when a test says so: what is asked then is what
the page shows, when."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol
from weakref import WeakSet

import pytest
from playwright.sync_api import Page, Route, expect

from playground import catalogue
from tests.browser.conftest import Turn
from tests.browser.playground import section
from tools.fuzz.links import script

RACE = "races/plain_increment_race"
EXERCISE = "exercise/races/lost_count"
MINE = "playground/your_program"
RESULTS = "'/tutorial/results.js'"
GONE = """section => {
  const left = section.querySelectorAll(".pg-notice, .pg-editor, [data-action=undo]");
  left.forEach((one) => one.remove());
}"""


#: A section that the page has no view of: in the playground, the editor opens by itself.
AT_REST = """section => {
  const fresh = section.cloneNode(true);
  const made = fresh.querySelectorAll(".pg-editor, [data-action=undo], .pg-progress");
  made.forEach((one) => one.remove());
  fresh.querySelector("pre").hidden = false;
  section.replaceWith(fresh);
}"""

_have_engine: WeakSet[Page] = WeakSet()


@functools.cache
def _script() -> str:
    return script(Path(__file__).with_name("results_page.js"))


def give_engine(page: Page) -> None:
    """To a tab, once: the script that a `Play` in it works with."""

    def answer(route: Route) -> None:
        route.fulfill(body=_script(), content_type="text/javascript")

    page.route("**/results.js", answer)
    _have_engine.add(page)


class Play:
    """A page whose engine answers on demand."""

    def __init__(self, page: Page, program: str) -> None:
        self.page = page
        self.program = program
        self.at = section(page, program)
        self.status = self.at.locator(".pg-status")
        if program == MINE:
            expect(self.at.locator(".cm-content")).to_be_visible()
            self.at.evaluate(AT_REST)

    def do(self, what: str, *given: object) -> None:
        call = f"given => import({RESULTS}).then((play) => play.{what}(...given))"
        self.page.evaluate(call, list(given))

    def act(self, action: str) -> None:
        self.do("act", self.program, action)

    def begin(self, action: str) -> None:
        self.do("begin", self.program, action)

    def type(self, text: str) -> None:
        """At the end of what is there."""
        self.act("edit")
        self.at.locator(".cm-content").focus()
        self.page.keyboard.press("ControlOrMeta+End")
        self.page.keyboard.insert_text(text)

    def replace(self, text: str) -> None:
        self.act("edit")
        self.at.locator(".cm-content").focus()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)

    def link(self, **shared: object) -> None:
        self.do("link", self.program, shared)

    def again(self) -> None:
        """The page is left, and come back to."""
        self.do("leave", self.program)
        self.at.evaluate(GONE)
        self.act("restore")

    def end(self) -> None:
        """What comes in the same tab finds nothing of this."""
        self.do("leaveAll")

    @property
    def text(self) -> str:
        editor = self.at.locator(".cm-content")
        if editor.count():
            return "\n".join(editor.locator(".cm-line").all_text_contents())
        return str(self.at.locator("pre code").first.text_content())


def record(program: str = RACE) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(catalogue.find(program).run_record.read_text("utf8"))
    return found


def ran(play: Play, run: dict[str, Any] | None = None) -> None:
    play.begin("run")
    play.do("answer", run or record())
    expect(play.at.locator(".pg-results")).to_be_visible()
    expect(play.at).to_have_attribute("aria-busy", "false")


class Begin(Protocol):
    def __call__(
        self, language: str, page: str, program: str, *, dark: bool = False, width: int = 1280
    ) -> Play: ...


@pytest.fixture
def begin(turn: Turn) -> Iterator[Begin]:
    """Begins a `Play` of a program in the tab of `turn`."""
    begun: list[Play] = []

    def at(
        language: str, page: str, program: str, *, dark: bool = False, width: int = 1280
    ) -> Play:
        tab = turn(language, page, dark=dark, width=width)
        if tab not in _have_engine:
            give_engine(tab)
        begun.append(Play(tab, program))
        return begun[-1]

    yield at
    for play in begun:
        play.end()
