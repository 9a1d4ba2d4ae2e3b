"""What moves on a page: the shifts that the browser itself sees.

Those within half a second of a key or a click are among them, which its own sum leaves out: on a
slow machine the same ones come later, and count.
"""

from __future__ import annotations

from playwright.sync_api import Page

#: For a page that has not been opened yet.
WATCH = """
globalThis.shifts = [];
new PerformanceObserver((list) => {
  for (const { sources, value } of list.getEntries())
    shifts.push({
      value, moved: sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.data ?? ""),
    });
}).observe({type: "layout-shift", buffered: true});
"""
# Two frames later, all that a change has moved has been counted.
COUNTED = """() => new Promise((ready) =>
  requestAnimationFrame(() => requestAnimationFrame(() => ready(shifts))))"""


def shifts(page: Page) -> list[dict[str, object]]:
    """Until now, each with its `value` and what has `moved`."""
    found: list[dict[str, object]] = page.evaluate(COUNTED)
    return found
