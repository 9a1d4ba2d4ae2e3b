"""What moves on a page without the reader's doing: the shifts that the browser itself counts."""

from __future__ import annotations

from playwright.sync_api import Page

#: For a page that has not been opened yet.
WATCH = """
globalThis.shifts = [];
new PerformanceObserver((list) => {
  for (const { hadRecentInput, sources, value } of list.getEntries())
    if (!hadRecentInput) shifts.push({
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
