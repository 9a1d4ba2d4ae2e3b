"""What strangers could send to keep a page busy, in a real page: how much of it is in the document,
and for how many milliseconds the page did not answer.

By hand: python -m tools.fuzz.attacks [WORD ...], for those with one of the words in their name.
The time is that of this machine as it is loaded; the test suite asserts the sizes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route

from tests.browser.conftest import reading
from tools.fuzz.links import script

ATTACK = "**/attack.js"
NAMES = """import('/tutorial/attack.js').then(
  ({ RECORDS, SOURCES }) => ({ record: Object.keys(RECORDS), link: Object.keys(SOURCES) }))"""
SHOWN = """([kind, name]) => import('/tutorial/attack.js').then(
  (attacks) => (kind === "record" ? attacks.showRecord(name) : attacks.showLink(name)))"""
STOPPED = (
    "(name) => import('/tutorial/attack.js').then((attacks) => attacks.stopWhileDrawing(name))"
)


def prepare(page: Page) -> dict[str, list[str]]:
    """The attacks by kind. `page` is the playground's own."""
    body = script(Path(__file__).with_name("attacks_page.js"))

    def answer(route: Route) -> None:
        route.fulfill(body=body, content_type="text/javascript")

    page.context.route(ATTACK, answer)
    names: dict[str, list[str]] = page.evaluate(NAMES)
    return names


def attack(page: Page, kind: str, name: str) -> dict[str, Any]:
    shown: dict[str, Any] = page.evaluate(SHOWN, [kind, name])
    return shown


def main() -> int:
    words = sys.argv[1:] or [""]
    with reading() as reader:
        page = reader.open("en", "playground/")
        for kind, names in prepare(page).items():
            for name in names:
                if any(word in name for word in words):
                    print(f"{kind}: {name}: {attack(page, kind, name)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
