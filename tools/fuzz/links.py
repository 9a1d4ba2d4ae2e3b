"""Broken links and records by the thousand, in a page of the site: nothing comes of them but text.

By hand: `make fuzz`, or python -m tools.fuzz.links [COUNT [SEED]]; 20,000 of each where
nothing is said. It prints the seed, which repeats a failure. The test suite tries some of them.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route

from sitebuild.assets import bundle
from sitebuild.assets.engine import MODULES
from sitebuild.assets.esbuild import esbuild
from tests.browser.conftest import reading, until

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FUZZ = "**/fuzz.js"
#: What a page fetches a while after it has loaded has come.
SEEN = "performance.getEntriesByType('resource').some(({name}) => name.includes('/register-'))"
LINKS = "([runs, seed]) => import('/tutorial/fuzz.js').then((fuzz) => fuzz.fuzzLinks(runs, seed))"
RECORDS = """([runs, seed, records]) =>
  import('/tutorial/fuzz.js').then((fuzz) => fuzz.fuzzRecords(runs, seed, records))"""


def script(entry: Path = HERE / "links_page.js") -> str:
    """What the page runs, in one file."""
    with tempfile.TemporaryDirectory() as scratch:
        esbuild(
            {
                "entryPoints": [str(entry)],
                "outfile": str(Path(scratch, "fuzz.js")),
                "bundle": True,
                "format": "esm",
                "target": "es2022",
                "charset": "utf8",
                "logLevel": "warning",
                "nodePaths": [str(MODULES)],
                "alias": bundle.given_in(Path(scratch)),
                "define": {"MODULE_FILES": '"{}"'},  # it is one file, and fetches no other
            }
        )
        return Path(scratch, "fuzz.js").read_text("utf8")


def records() -> list[Any]:
    """Small ones: what is long draws slowly and shows no more."""
    found = [json.loads(path.read_text("utf8")) for path in (ROOT / "recorded").glob("*/*.json")]
    found = [one for one in found if len(one["events"]) < 60]
    kinds = {
        kind: one for one in found for kind in (one["outcome"], *(e["kind"] for e in one["events"]))
    }
    return list({one["program"]: one for one in kinds.values()}.values())


def fuzz(page: Page, runs: int, seed: int) -> dict[str, dict[str, int]]:
    """How many were opened or drawn, and how many refused. `page` is the playground's own."""
    body = script()

    def answer(route: Route) -> None:
        route.fulfill(body=body, content_type="text/javascript")

    page.context.route(FUZZ, answer)
    until(page, SEEN)
    asked: list[str] = []
    page.evaluate("import('/tutorial/fuzz.js')")  # from here on, nothing is to be fetched
    page.on("request", lambda request: asked.append(request.url))
    found = {
        "links": page.evaluate(LINKS, [runs, seed]),
        "records": page.evaluate(RECORDS, [runs, seed, records()]),
    }
    assert not asked, f"the page asked for {asked}"
    return found


def main() -> int:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(2**31)
    print(f"{runs} links and {runs} records, seed {seed}", flush=True)
    with reading() as reader:
        page = reader.open("en", "playground/")
        began = time.perf_counter()
        try:
            found = fuzz(page, runs, seed)
        except Exception as error:
            print(f"FOUND: {error}", file=sys.stderr)
            return 1
        print(f"{found} in {time.perf_counter() - began:.0f} s")
        if reader.faults:
            print("FOUND:", *reader.faults, sep="\n", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
