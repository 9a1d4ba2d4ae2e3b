"""Lighthouse scores of this site beside the same pages under stock Material, from one run.

`python -m bench lighthouse [--rounds N] [--pages PATH ...]`: medians, both languages.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import fetched, gzip_server, sites
from bench.figures import Figure
from tests.browser import chromium
from tests.browser.driver import sync_playwright

HERE = Path(__file__).resolve().parent
CHAPTERS = ["basics/lifecycle/", "locks/races/", "locks/deadlock/", "queues/queue/"]
PAGES = ["", *CHAPTERS, "beyond/executors/", "playground/"]
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]


def score(url: str, browser: chromium.Browser, scratch: Path) -> list[float]:
    """One visit, in the order of CATEGORIES."""
    report = scratch / "report.json"
    command = [
        str(fetched.SCRIPTS / "node"),
        str(fetched.packages("lighthouse", HERE) / "lighthouse" / "cli" / "index.js"),
        url,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        f"--only-categories={','.join(CATEGORIES)}",
        "--chrome-flags=--headless --no-sandbox",
    ]
    environment = {**os.environ, **browser.environment, "CHROME_PATH": str(browser.executable)}
    subprocess.run(command, check=True, env=environment, capture_output=True)
    categories = json.loads(report.read_text("utf8"))["categories"]
    return [categories[name]["score"] * 100 for name in CATEGORIES]


def median(rounds: list[list[float]]) -> list[int]:
    return [round(statistics.median(column)) for column in zip(*rounds, strict=True)]


def measure(order: argparse.Namespace) -> list[Figure]:
    with sync_playwright() as playwright:
        browser = chromium.find(playwright.chromium.executable_path)
    found = []
    with tempfile.TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        ours, stock = scratch / "ours", scratch / "stock"
        with gzip_server.serve(ours) as our_url, gzip_server.serve(stock) as stock_url:
            sites.build_ours(ours, our_url)
            sites.build_stock(stock, stock_url, scratch)
            for page in PAGES if order.pages is None else order.pages:
                for folder in sites.FOLDERS.values():
                    mine, theirs = [], []
                    for _ in range(order.rounds):  # turn about: what slows one slows both
                        mine.append(score(f"{our_url}{folder}{page}", browser, scratch))
                        theirs.append(score(f"{stock_url}{folder}{page}", browser, scratch))
                    one = Figure("scores", median(mine), median(theirs), of=f"/{folder}{page}")
                    print(one.of, one.here, one.beside, file=sys.stderr, flush=True)
                    found.append(one)
    return found
