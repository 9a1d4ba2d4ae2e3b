"""What a browser test gets: `reader`, who opens pages and fails the test on what no page may do.

Knows how to start the browser and how to watch it; what a page should do stands in the tests.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TypedDict

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    expect,
)

from tests.browser import chromium, served_site
from tests.browser.driver import sync_playwright
from tests.browser.playground import STARTS, turn_to
from tests.browser.served_site import ADDRESS, ORIGIN, ROOT, WITH_HEADERS, address

NOT_KEPT = "Service Worker registration blocked by Playwright"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
ASK_AXE = """async ([within, contrast]) => (await axe.run(document.querySelector(within), {
  resultTypes: ["violations"], preload: false, rules: { "color-contrast": { enabled: contrast } },
})).violations"""
# A test's Python runs for seconds, in a process of its own: the browser optimises what runs ten
# times as long as by default, since that costs more than half of such a test. With the default:
# tests/simthreads/test_chromium.py, and all that is measured.
BRIEFLY = "--js-flags=--wasm-tiering-budget=130000000"
PATIENCE = 20_000  # milliseconds; all happens at once, the rest is a busy machine
expect.set_options(timeout=PATIENCE)


class Launch(TypedDict):
    executable_path: Path
    env: dict[str, str | float | bool]
    args: list[str]


def launch(port: int, bundled: str) -> Launch:
    """How Playwright, whose own browser is `bundled`, starts one in which the site that is served
    at `port` is where it will be published."""
    found = chromium.find(bundled)
    return {
        "executable_path": found.executable,
        "env": {**os.environ, **found.environment},
        "args": [
            f"--host-resolver-rules=MAP {served_site.HOST}:80 127.0.0.1:{port},"
            f"MAP * ~NOTFOUND,EXCLUDE 127.0.0.1"
        ],
    }


@contextmanager
def started(site: Path, playwright: Playwright, *options: str) -> Iterator[Browser]:
    with served_site.serve(site) as port:
        how = launch(port, playwright.chromium.executable_path)
        how["args"] += options
        launched = playwright.chromium.launch(**how)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def browser(site: Path, playwright: Playwright) -> Iterator[Browser]:
    try:
        with started(site, playwright, BRIEFLY) as browser:
            yield browser
    except chromium.NoBrowser as missing:
        pytest.fail(str(missing), pytrace=False)


#: Who answers for the page, and what stands in each cache of the browser.
IN_CHARGE = """async () => {
  const { controller } = navigator.serviceWorker ?? {};
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  const names = (await globalThis.caches?.keys()) ?? [];
  const count = async (name) => `${name}: ${(await (await caches.open(name)).keys()).length}`;
  const states = workers.flatMap(({ installing, waiting, active }) =>
    [installing, waiting, active].map((one) => one?.state ?? "none"));
  return [`controller: ${controller?.state ?? "none"}; ${states.join(", ")}`,
    ...(await Promise.all(names.map(count)))].join("\\n");
}"""


def waiting(condition: str) -> str:
    """A function for a page that resolves when the condition holds. In vain, it says for what it
    waited, and what the browser keeps and has in charge."""
    return f"""async (argument) => {{
      for (const began = performance.now(); ; ) {{
        const found = {condition};
        if (await (typeof found === "function" ? found(argument) : found)) return;
        if (performance.now() - began > {STARTS})
          throw new Error("in vain: " + {json.dumps(condition)} + "\\n" +
            (await ({IN_CHARGE})().catch(String)));
        await new Promise((resolve) => setTimeout(resolve, 20));
      }}
    }}"""


def until(page: Page, condition: str, argument: object = None) -> None:
    """Wait for a condition: an expression, a promise or a function of `argument`.

    Playwright's own way makes code of text in the page, which its policy forbids.
    """
    try:
        page.evaluate(waiting(condition), argument)
    except Error as error:
        if "context was destroyed" not in error.message:
            raise
        page.wait_for_load_state()  # another page has come: it is asked too
        until(page, condition, argument)


def arrive(page: Page) -> None:
    """Wait until Material has made the page its own."""
    page.wait_for_selector("html.js")
    until(page, "typeof document$ === 'object'")


def violations(page: Page, within: str = "html", *, contrast: bool = True) -> list[str]:
    """What axe-core finds in the first element that a selector names, a paragraph each."""
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE.read_text("utf8"))
    return [
        f"{rule['id']}: {node['html'][:160]}\n  {node['failureSummary']}"
        for rule in page.evaluate(ASK_AXE, [within, contrast])
        for node in rule["nodes"]
    ]


def set_scheme(page: Page, scheme: str) -> None:
    name = "slate" if scheme == "dark" else "default"
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.wait_for_selector(f"body[data-md-color-scheme={name}]:not([data-md-color-switching])")


class Reader:
    """Somebody with a browser. What they see of foreign requests and errors is kept."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self.contexts: list[BrowserContext] = []
        self.tabs: dict[str, Page] = {}  # that stay, by language
        self.faults: list[str] = []

    def open(
        self,
        language: str,
        page: str = "",
        *,
        dark: bool = False,
        width: int = 1280,
        script: bool = True,
        before: str = "",
        keeps: bool = False,
    ) -> Page:
        """A page in a fresh context: nothing remembered, an operating system of one scheme; with
        `before`, a browser that this script has changed before anything else ran; with `keeps`, one
        that lets the service worker keep what was seen, which costs as much as the page."""
        context = self._browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            locale="zh-CN" if language == "zh" else "en-US",
            java_script_enabled=script,
            permissions=["clipboard-read", "clipboard-write"],
            reduced_motion="reduce",
            service_workers="allow" if keeps else "block",
        )
        self.contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.on("request", lambda request: self._watch(request.url))
        context.on("console", self._hear)
        context.on("weberror", lambda raised: self.faults.append(f"raised: {raised.error}"))
        if before:
            context.add_init_script(before)
        opened = context.new_page()
        opened.goto(address(language, page))
        if script:
            arrive(opened)
        return opened

    def close(self) -> None:
        for context in self.contexts:
            context.close()
        self.contexts.clear()
        self.tabs.clear()

    def complain(self) -> None:
        """Fail the test on what was seen since the last time."""
        seen, self.faults = self.faults, []
        assert not seen, "\n".join(seen)

    def forgive_missing(self, url: str) -> None:
        """A test that asks for a missing page expects the browser to say so."""
        said = "Failed to load resource: the server responded with a status of 404 (Not Found)"
        self.faults.remove(f"{said} {url}")

    def _watch(self, url: str) -> None:
        if not url.startswith((ADDRESS, ORIGIN + WITH_HEADERS, "data:", "blob:")):
            self.faults.append(f"left the site: {url}")

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning") and said.text != NOT_KEPT:
            self.faults.append(f"{said.text} {said.location['url']}")


@contextmanager
def reading() -> Iterator[Reader]:
    """A reader of a site that is built for them: for what is run by hand, without pytest. Ends the
    process with 2 where it cannot be built."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        if fault := served_site.build(site):
            print(fault, file=sys.stderr)
            sys.exit(2)
        with sync_playwright() as playwright, started(site, playwright) as browser:
            yield Reader(browser)


FAILED = pytest.StashKey[bool]()
ELSEWHERE = "basics/why/"


class Turn(Protocol):
    def __call__(
        self, language: str, path: str, *, dark: bool = False, width: int = 1280
    ) -> Page: ...


def look(tab: Page, *, dark: bool = False, width: int = 1280) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    set_scheme(tab, "dark" if dark else "light")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture(scope="session")
def resident(browser: Browser) -> Iterator[Reader]:
    someone = Reader(browser)
    yield someone
    someone.close()


@pytest.fixture
def turn(resident: Reader, request: pytest.FixtureRequest) -> Iterator[Turn]:
    """Turns to (language, page) in a tab that stays from test to test, with its Python: starting
    one anew is most of what a test of a program would cost. An edit or a pace that was kept is
    forgotten; a test that fails takes the tab with it. The tab has its look before the page comes,
    as a window has."""

    def to(language: str, path: str, *, dark: bool = False, width: int = 1280) -> Page:
        tab = resident.tabs.get(language) or resident.open(language, ELSEWHERE)
        resident.tabs[language] = tab
        turn_to(tab, ELSEWHERE)  # what is left may keep something
        tab.evaluate("localStorage.clear()")
        look(tab, dark=dark, width=width)
        turn_to(tab, path)
        return tab

    yield to
    if request.node.stash.get(FAILED, False):
        resident.close()
    resident.complain()


@pytest.fixture
def reader(browser: Browser) -> Iterator[Reader]:
    someone = Reader(browser)
    yield someone
    someone.close()
    someone.complain()
