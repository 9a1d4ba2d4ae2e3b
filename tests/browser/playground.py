"""How a test works the controls of a program: as a reader would, and patiently."""

from __future__ import annotations

import time

from playwright.sync_api import Locator, Page, expect

from tests.browser.probes import probe

STARTS = 60_000  # milliseconds until Python has loaded on a busy machine


def section(page: Page, program: str) -> Locator:
    """`program` is what `data-program` says: slug and name."""
    return page.locator(f"section[data-program='{program}']")


def act(where: Locator, action: str) -> None:
    where.locator(f".pg-bar [data-action={action}]").click()


def settled(where: Locator, timeout: float = STARTS) -> str:
    """Wait until nothing is under way; the status line."""
    expect(where).to_have_attribute("aria-busy", "false", timeout=timeout)
    return str(where.locator(".pg-status").text_content())


def run(where: Locator, timeout: float = STARTS) -> str:
    act(where, "run")
    return settled(where, timeout)


def output(where: Locator) -> str:
    return str(where.locator(".program-output samp").text_content())


#: Resolves when all that listens for a new page has seen it.
TURN = probe("turn_page")


def turn_to(page: Page, path: str) -> None:
    """By the navigation, so that Material changes the page without loading it."""
    page.evaluate(TURN, path)


def write(page: Page, where: Locator, text: str) -> None:
    """Put `text` into the editor in place of all that is there."""
    if where.locator(".pg-bar [data-action=edit]").count():
        act(where, "edit")
    else:
        where.locator(".cm-content").click()
    expect(where.locator(".cm-content")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(text)


#: A program that no test outwaits: its steps are long, so that their limit is far on any machine.
ENDLESS = "while True:\n    sum(range(20_000))\n"

#: Run a program and tell how many milliseconds that took, on the page's own clock.
TIMED_RUN = probe("timed_run")

#: Whether all of the playground has been put by for the next visit.
ENGINE_IS_KEPT = """async () => {
  const main = [...document.scripts].find((one) => one.src.endsWith("/main.js")).src;
  return Boolean(await caches.match(main + "?kept"));
}"""


def has_pythons(page: Page, count: int) -> None:
    """Wait until so many workers hold a Python: of one that was ended, the browser tells later.
    Material's search has a worker of its own, which was loaded from an address."""
    asked_until = time.monotonic() + STARTS / 1000
    while (found := sum(one.url.startswith("blob:null/") for one in page.workers)) != count:
        assert time.monotonic() < asked_until, f"{found} workers hold a Python"
        page.evaluate("0")  # lets the news arrive
