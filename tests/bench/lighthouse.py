"""Lighthouse figures of this site beside the same pages under stock Material, from one run.

`lighthouse.py [--runs N]` prints a Markdown table; it fails when one of ours is below the goal.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from playwright.sync_api import sync_playwright

from tests.bench import gzip_server
from tests.browser import chromium

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TOOL = ROOT / ".cache" / "lighthouse"
SCRIPTS = Path(sysconfig.get_path("scripts"))
PAGES = ["", "basics/lifecycle/", "locks/deadlock/", "queues/queue/"]
FOLDERS = {"zh": "", "en": "en/"}
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
GOAL = [97, 100, 100, 100]

# The same pages and the same settings of Material, without our theme, hooks, style and script.
STOCK = """\
INHERIT: {config}
docs_dir: {docs}
site_url: {url}
repo_url: ""
edit_uri: ""
theme: {{custom_dir: {empty}, favicon: assets/images/favicon.png, language: {language}}}
extra: {{alternate: null}}
extra_css: []
extra_javascript: []
hooks: []
watch: []
markdown_extensions: {{pymdownx.snippets: {{base_path: [{snippets}]}}}}
"""


class Scores(NamedTuple):
    """Medians in the order of CATEGORIES."""

    values: list[int]

    def __str__(self) -> str:
        return " / ".join(map(str, self.values))


def install() -> None:
    """Lighthouse is not part of `make setup`: it comes when it is first asked for."""
    lock = (HERE / "package-lock.json").read_text("utf8")
    installed = TOOL / "package-lock.json"
    if (TOOL / "node_modules").is_dir() and installed.read_text("utf8") == lock:
        return
    TOOL.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, TOOL / name)
    with_node = {**os.environ, "PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run(
        [SCRIPTS / "npm", "ci", "--no-audit", "--no-fund"], cwd=TOOL, check=True, env=with_node
    )


def mkdocs(config: Path, folder: Path, **settings: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", config, "-d", folder],
        cwd=ROOT,
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **settings},
    )


def build_ours(folder: Path, url: str) -> None:
    mkdocs(ROOT / "mkdocs.yml", folder, SITE_URL=url, SITE_URL_EN=f"{url}en/")


def build_stock(folder: Path, url: str, scratch: Path) -> None:
    (scratch / "empty").mkdir()
    for language, name in (("zh", "mkdocs.yml"), ("en", "mkdocs.en.yml")):
        config = scratch / name
        config.write_text(
            STOCK.format(
                config=ROOT / name,
                docs=ROOT / "docs" / language,
                url=url + FOLDERS[language],
                empty=scratch / "empty",
                language=language,
                snippets=ROOT / "snippets",
            ),
            "utf8",
        )
        mkdocs(config, folder / FOLDERS[language])


def measure(url: str, runs: int, browser: chromium.Browser, scratch: Path) -> Scores:
    report = scratch / "report.json"
    command = [
        str(SCRIPTS / "node"),
        str(TOOL / "node_modules" / "lighthouse" / "cli" / "index.js"),
        url,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        f"--only-categories={','.join(CATEGORIES)}",
        "--chrome-flags=--headless --no-sandbox",
    ]
    environment = {**os.environ, **browser.environment, "CHROME_PATH": str(browser.executable)}
    found: list[list[float]] = []
    for _ in range(runs):
        subprocess.run(command, check=True, env=environment)
        categories = json.loads(report.read_text("utf8"))["categories"]
        found.append([categories[name]["score"] * 100 for name in CATEGORIES])
    return Scores([round(statistics.median(column)) for column in zip(*found, strict=True)])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5, help="the median of how many")
    parser.add_argument("--pages", nargs="*", default=PAGES, help="paths below the site's root")
    order = parser.parse_args()
    install()
    with sync_playwright() as playwright:
        browser = chromium.find(playwright.chromium.executable_path)
    below = 0
    with tempfile.TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        ours, stock = scratch / "ours", scratch / "stock"
        with gzip_server.serve(ours) as our_url, gzip_server.serve(stock) as stock_url:
            build_ours(ours, our_url)
            build_stock(stock, stock_url, scratch)
            print(f"Lighthouse, mobile, median of {order.runs}: {' / '.join(CATEGORIES)}\n")
            print("| page | this site | stock Material |\n|---|---|---|")
            for page in order.pages:
                for folder in FOLDERS.values():
                    mine = measure(f"{our_url}{folder}{page}", order.runs, browser, scratch)
                    theirs = measure(f"{stock_url}{folder}{page}", order.runs, browser, scratch)
                    print(f"| /{folder}{page} | {mine} | {theirs} |", flush=True)
                    below += any(a < b for a, b in zip(mine.values, GOAL, strict=True))
    if below:
        print(f"\n{below} pages are below {' / '.join(map(str, GOAL))}", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
