"""What the first view of a page weighs, and whether anything moves: `python -m bench weight`.

The bytes are those that a host that gzips sends before the reader acts, of this site and of stock
Material; the shifts are those that the browser itself counts, on opening, during a run and after.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Request, ViewportSize

from bench import gzip_server, sites
from bench.figures import Figure
from bench.lighthouse import PAGES
from tests.browser import chromium, layout_shift
from tests.browser.conftest import until
from tests.browser.driver import sync_playwright
from tests.browser.served_site import CHAPTERS

PHONE = ViewportSize(width=390, height=844)
PATIENCE = 120_000  # milliseconds: a run loads ten megabytes first
# The search's index and the map of the site come after these, by script, in ours and in stock.
SHOWN_WITH = {"document", "stylesheet", "script", "image", "font"}


def first_view(browser: Browser, url: str) -> int:
    """Bytes of the bodies, as they were sent, of all that the page is shown with."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    finished: list[Request] = []
    page.on("requestfinished", lambda request: finished.append(request))
    page.goto(url, wait_until="networkidle")
    needed = [one for one in finished if one.resource_type in SHOWN_WITH]
    size = sum(one.sizes()["responseBodySize"] for one in needed if not one.url.startswith("data:"))
    context.close()
    return size


def shift(browser: Browser, url: str) -> float:
    """What the browser counts on opening the page and, where it has a program, running it."""
    context = browser.new_context(viewport=PHONE)
    context.add_init_script(layout_shift.WATCH)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(url, wait_until="networkidle")
    program = page.locator("[data-program]:not([data-native])").first
    if program.count():
        program.scroll_into_view_if_needed()
        program.locator("[data-action=run]").first.click()
        until(page, "one => one.ariaBusy === 'false'", program.element_handle())
    counted = sum(float(str(one["value"])) for one in layout_shift.shifts(page))
    context.close()
    return counted


def measure(order: argparse.Namespace) -> list[Figure]:
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        scratch = Path(temporary)
        ours, stock = scratch / "ours", scratch / "stock"
        found = chromium.find(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(
            executable_path=found.executable, env={**os.environ, **found.environment}
        )
        with gzip_server.serve(ours) as our_url, gzip_server.serve(stock) as stock_url:
            sites.build_ours(ours, our_url)
            sites.build_stock(stock, stock_url, scratch)
            chosen = CHAPTERS if order.pages is None else order.pages
            figures = weigh(browser, our_url, stock_url, chosen)
            chosen = PAGES if order.pages is None else order.pages
            figures += shifts(browser, our_url, chosen)
        browser.close()
    return figures


def shifts(browser: Browser, url: str, pages: list[str]) -> list[Figure]:
    paths = [f"{folder}{page}" for page in pages for folder in sites.FOLDERS.values()]
    found = {path: shift(browser, url + path) for path in paths}
    each = [Figure("shift", moved, of=f"/{path}") for path, moved in found.items()]
    return [Figure("most shift", max(found.values())), *each]


def weigh(browser: Browser, our_url: str, stock_url: str, pages: list[str]) -> list[Figure]:
    chapters, mine, theirs = [], [], []
    for page in pages:
        for folder in sites.FOLDERS.values():
            path = f"{folder}{page}"
            mine.append(first_view(browser, our_url + path) / 1000)
            theirs.append(first_view(browser, stock_url + path) / 1000)
            chapters.append(Figure("chapter", mine[-1], theirs[-1], of=f"/{path}"))
    return [
        Figure("heaviest", max(mine)),
        Figure("median", statistics.median(mine), statistics.median(theirs)),
        *chapters,
    ]
