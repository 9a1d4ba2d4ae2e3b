"""What moves on a page: the shifts that the browser itself sees.

Those within half a second of a key or a click are among them, which its own sum leaves out: on a
slow machine the same ones come later, and count.
"""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.probes import probe

#: For a page that has not been opened yet.
WATCH = probe("watch")
# Two frames later, all that a change has moved has been counted.
COUNTED = """() => new Promise((ready) =>
  requestAnimationFrame(() => requestAnimationFrame(() => ready(shifts))))"""


def shifts(page: Page) -> list[dict[str, object]]:
    """Until now, each with its `value` and what has `moved`."""
    found: list[dict[str, object]] = page.evaluate(COUNTED)
    return found
