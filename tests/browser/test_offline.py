"""Without a network: what was seen is read and run again, and releases are never mixed."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from sitebuild import plugin
from sitebuild.assets import digest
from tests.browser import served_site
from tests.browser.conftest import until, violations
from tests.browser.playground import ENGINE_IS_KEPT, STARTS, act, run, section
from tests.browser.served_site import PREFIX
from tests.browser.tampered import relist

RACE = "races/plain_increment_race"
PAGE = "en/locks/races/"
LOCKS = "en/locks/lock/"
KEPT = """async () => {
  const names = (await caches.keys()).filter((name) => name.includes(" pages "));
  const opened = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return opened.flat().map(({url}) => new URL(url).pathname);
}"""
STATES = """async () => {
  const {installing, waiting, active} = (await navigator.serviceWorker.getRegistration()) ?? {};
  return [installing, waiting, active].map((one) => one?.state ?? "none").join(", ");
}"""

# For a second at most: what changes nothing may have come too early.
CHANGED = f"""async (states) => {{
  for (const began = performance.now(); performance.now() - began < 1000; ) {{
    if ((await ({STATES})()) !== states) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }}
}}"""


PORTAL = b"<!doctype html><title>Log in</title>"


class Host:
    """The site at an address of its own, so that what is kept there is of no other test; it can go
    away, and come back with another release."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self.asked: list[str] = []  # the first lines of all requests
        self.portal = "no such file"  # an ending; who asks for such a file gets another's page
        self.held = "no such file"  # an ending; who asks for such a file waits for `goes_on`
        self.goes_on = Event()
        self.start()

    def start(self) -> None:
        handler = partial(_Handler, self)
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def address(self, page: str = "") -> str:
        return f"http://127.0.0.1:{self.port}{PREFIX}{page}"


class _Handler(served_site._Host):
    protocol_version = "HTTP/1.0"  # no connection outlives the server

    def __init__(self, host: Host, *given: Any) -> None:
        self._of = host
        super().__init__(*given, directory=str(host.folder))

    def parse_request(self) -> bool:
        parsed = super().parse_request()
        self._of.asked.append(self.requestline)
        return parsed

    def end_headers(self) -> None:
        if not self.path.endswith(self._of.portal):
            # or the browser guesses for how long, from how long ago the site was built
            self.send_header("Cache-Control", "max-age=0")
        super().end_headers()

    def do_GET(self) -> None:
        if self.path.endswith(self._of.held):
            self._of.goes_on.wait()
        if self.path.endswith(self._of.portal):
            return self._answer_as_portal()
        super().do_GET()

    def _answer_as_portal(self) -> None:
        """As a network does that wants a reader to log in, or a host whose file is damaged; to be
        kept for a year by whoever believes it."""
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(self.path))
        self.send_header("Content-Length", str(len(PORTAL)))
        self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        self.end_headers()
        self.wfile.write(PORTAL)


@pytest.fixture
def host(site: Path) -> Iterator[Host]:
    there = Host(site)
    yield there
    there.stop()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(STARTS)
    yield context
    context.close()


def seen(page: Page, address: str) -> None:
    """Open a page, and wait until it is kept."""
    page.goto(address)
    until(page, "navigator.serviceWorker.controller")
    until(page, f"async () => (await ({KEPT})()).includes(location.pathname)")


def states(page: Page) -> str:
    """Of the service workers: installing, waiting, active."""
    try:
        return str(page.evaluate(STATES))
    except Error:  # the page is being loaded anew
        page.wait_for_load_state()
        return states(page)


def settled(page: Page, over: str = "none, none, activated") -> None:
    """Wait until `over`: one service worker is in charge and none is on its way.

    One that is ready waits until the old one has nothing to do. A browser ends such a one, unless a
    debugger holds it; and it is by a debugger that a test drives the browser. So it is ended here,
    as often as something has woken it.
    """
    session = page.context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    waited_until = time.monotonic() + STARTS / 1000
    while (now := states(page)) != over:
        assert time.monotonic() < waited_until, f"installing, waiting, active: {now}"
        if ", installed," in now:
            session.send("ServiceWorker.stopAllWorkers")
        with suppress(Error):
            page.evaluate(CHANGED, now)
    session.detach()


def release_of(page: Page) -> str:
    return str(page.locator("meta[name=release]").get_attribute("content"))


def renewed(site: Path, copy: Path) -> str:
    """The site as the next release: a style that has changed, hence its name, and every page."""
    shutil.copytree(site, copy, copy_function=os.link)
    old = next(copy.glob("offline.json")).read_text("utf8").split('"')[3]
    new = old[::-1]
    (style,) = site.glob("assets/stylesheets/all.*.css")
    changed = "all.0123456789ab.css"
    css = style.read_text("utf8") + ".md-typeset h1 { letter-spacing: 7px; }"
    held, holds = (digest.integrity(one.encode()) for one in (style.read_text("utf8"), css))
    for folder in (copy / "assets" / "stylesheets", copy / "en" / "assets" / "stylesheets"):
        (folder / changed).write_text(css, "utf8")
        (folder / style.name).unlink()
    for path in [*copy.rglob("*.html"), copy / "sw.js", copy / "offline.json"]:
        text = path.read_text("utf8").replace(old, new).replace(style.name, changed)
        text = text.replace(held, holds)
        path.unlink()  # a link to the file of the site itself
        path.write_text(text, "utf8")
    relist(copy)
    return new


def test_what_was_seen_and_run_works_without_a_network(host: Host, visitor: BrowserContext) -> None:
    page = visitor.new_page()
    seen(page, host.address(PAGE))
    run(section(page, RACE))
    until(page, ENGINE_IS_KEPT)
    host.stop()
    visitor.set_offline(True)
    page.reload()
    race = section(page, RACE)
    act(race, "edit")
    expect(race.locator(".cm-content")).to_be_focused()
    act(race, "options")
    race.get_by_role("button", name="Step by step").click()
    expect(race.locator(".pg-step")).to_contain_text("takes the next step")
    run(race)
    assert race.get_attribute("data-outcome") == "raised"
    page.goto(host.address("locks/lock/"))
    expect(page.locator("h1")).to_have_text("这一页还没有保存")
    assert page.locator("html").get_attribute("lang") == "zh"
    visitor.set_offline(False)
    host.start()
    page.get_by_role("link", name="再试一次").click()
    expect(page.locator("h1")).to_contain_text("Lock")


def test_a_new_release_takes_the_place_of_the_old_one_whole(
    host: Host, visitor: BrowserContext, site: Path, tmp_path: Path
) -> None:
    page, other = visitor.new_page(), visitor.new_page()
    seen(page, host.address(LOCKS))
    seen(other, host.address(PAGE))
    first = release_of(page)
    second = renewed(site, tmp_path / "next")
    host.folder = tmp_path / "next"  # whole from the first request on
    page.reload()  # a slow network may still show the old one, once
    until(page, f"async () => caches.has('{PREFIX} pages {second}')")
    settled(page)
    page.reload()
    new_style = "getComputedStyle(document.querySelector('h1')).letterSpacing === '7px'"
    assert (release_of(page), page.evaluate(new_style)) == (second, True)
    assert (release_of(other), other.evaluate(new_style)) == (first, False)
    link = other.locator(f".md-nav--primary a[href$='{LOCKS[3:]}']").first
    link.evaluate("one => one.click()")  # Material puts the new page into the old one's place
    expect(other.locator("h1")).to_have_css("letter-spacing", "7px")
    assert release_of(other) == second
    host.stop()
    for path in (PAGE, LOCKS):  # also the one that was not opened since
        page.goto(host.address(path))
        assert (release_of(page), page.evaluate(new_style)) == (second, True)
    host.start()


#: What a page does a second after it was opened; until the worker has done all of it.
SEE = """() => new Promise((done) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = done;
  const release = document.querySelector("meta[name=release]").content;
  navigator.serviceWorker.controller.postMessage({ kind: "seen", release }, [port2]);
})"""


def test_the_old_releases_worker_takes_nothing_from_the_new_one(
    host: Host, visitor: BrowserContext, site: Path, tmp_path: Path
) -> None:
    page = visitor.new_page()
    seen(page, host.address(PAGE))
    second = renewed(site, tmp_path / "next")
    host.held = "all.0123456789ab.css"  # of which the next release alone has one
    host.folder = tmp_path / "next"
    page.evaluate("void navigator.serviceWorker.getRegistration().then((one) => one.update())")
    until(page, f"async () => caches.has('{PREFIX} pages {second}')")
    page.evaluate(SEE)
    assert page.evaluate(f"caches.has('{PREFIX} pages {second}')")
    host.goes_on.set()
    settled(page)
    host.stop()
    page.goto(host.address(PAGE))
    assert release_of(page) == second
    host.start()


def test_a_renewal_that_breaks_off_leaves_the_old_release_whole(
    host: Host, visitor: BrowserContext, site: Path, tmp_path: Path
) -> None:
    page = visitor.new_page()
    seen(page, host.address(PAGE))
    first = release_of(page)
    second = renewed(site, tmp_path / "next")
    (tmp_path / "next" / "en/assets/stylesheets/all.0123456789ab.css").unlink()
    host.folder = tmp_path / "next"
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    settled(page)
    page.goto(host.address(LOCKS))
    assert release_of(page) == second  # as the network has it; it must not join the old ones
    settled(page)
    host.stop()
    page.goto(host.address(PAGE))
    assert release_of(page) == first
    page.goto(host.address(LOCKS))
    expect(page.locator("h1")).to_have_text("This page is not saved")
    looks_like_the_site(page)
    page.locator("article li a").first.click()
    assert release_of(page) == first
    page.go_back()
    host.start()


def looks_like_the_site(page: Page) -> None:
    """In the page's language, in the site's colours, with the way to what is saved."""
    assert page.locator("html").get_attribute("lang") == "en"
    header = page.locator(".md-header").evaluate("one => getComputedStyle(one).backgroundColor")
    assert header == "rgb(0, 105, 92)"
    expect(page.locator("header a")).to_have_text("Python threads")
    saved = page.locator("article li a")
    expect(saved.filter(has_text="Races")).to_have_count(1)
    found = violations(page)
    assert not found, "\n".join(found)


#: As for a reader who is done within the second after which a page keeps itself.
HASTY = """((plain) => {
  globalThis.setTimeout = (work, after, ...rest) =>
    plain(work, after === 1000 ? 1e9 : after, ...rest);
})(setTimeout)"""


def short(site: Path, copy: Path) -> None:
    """The site as if it had but a dozen pages; to store hundreds takes long."""
    shutil.copytree(site, copy, copy_function=os.link)
    relist(copy, re.compile(r"(en/)?(assets|search|basics|playground)/|sitemap").match)


def test_the_whole_site_is_saved_with_progress(
    host: Host, visitor: BrowserContext, site: Path, tmp_path: Path
) -> None:
    files = json.loads((site / "offline.json").read_text("utf8"))["files"]
    size = f"about {sum(size for size, _ in files.values()) / 1e6:.0f} MB"
    host.folder = tmp_path / "short"
    short(site, host.folder)
    asked: list[str] = []
    page = visitor.new_page()
    page.add_init_script(HASTY)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(host.address("en/playground/"))
    box = page.locator(".offline")
    button, said = box.get_by_role("button"), box.get_by_role("status")
    expect(button).to_have_text(f"Save the whole site for use offline ({size})")
    assert not [url for url in asked if "/save-" in url or url.endswith(".zstd")]
    button.focus()
    host.held = ".bin.zstd"
    page.keyboard.press("Enter")
    expect(said).to_contain_text("Saving:")
    expect(box.get_by_role("progressbar")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(said).to_contain_text("Stopped.")
    host.goes_on.set()
    page.keyboard.press("Enter")
    expect(said).to_have_text(
        "The whole site is saved. It can be read and run without a network.", timeout=STARTS
    )
    host.stop()
    page.goto(host.address("basics/why/"))
    page.locator(".md-search__input").click()
    page.keyboard.type("Lock")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    host.start()


@pytest.mark.parametrize(
    ("fault", "line"),
    [("QuotaExceededError", "enough room"), ("SecurityError", "does not let the site store")],
)
def test_a_save_that_cannot_be_says_so(
    host: Host, visitor: BrowserContext, fault: str, line: str
) -> None:
    page = visitor.new_page()
    raises = f"{{ throw new DOMException('no', '{fault}') }}"
    page.add_init_script(f"Cache.prototype.put = async () => {raises}")
    page.goto(host.address("en/playground/"))
    page.locator(".offline button").click()
    expect(page.locator(".offline").get_by_role("status")).to_contain_text(line)
    expect(page.locator("section.program [role=toolbar]")).to_be_visible()


def test_a_worker_left_by_an_earlier_build_is_gone_under_serve(
    host: Host, visitor: BrowserContext, site: Path, tmp_path: Path
) -> None:
    page = visitor.new_page()
    seen(page, host.address(PAGE))
    host.folder = tmp_path / "served"
    shutil.copytree(site, host.folder, copy_function=os.link)
    for path in (host.folder / "sw.js", host.folder / PAGE / "index.html"):
        text = path.read_text("utf8")
        path.unlink()
        path.write_text(re.sub('<meta name="release"[^>]*>', "", text), "utf8")
    address = "http://127.0.0.1:8000/"
    theme = {"language": "zh"}
    config: Any = SimpleNamespace(
        theme=theme, site_dir=host.folder, site_url=address, dev_addr="127.0.0.1:8000"
    )
    plugin.finish(config)
    page.reload()
    settled(page, over="none, none, none")
    until(page, "!navigator.serviceWorker.controller")  # it has loaded the page anew
    expect(page.locator("meta[name=release]")).to_have_count(0)
    until(page, "async () => !(await navigator.serviceWorker.getRegistrations()).length")
    until(page, "async () => !(await caches.keys()).length")
    page.reload()
    expect(page.locator("h1")).to_contain_text("Races")
    assert page.evaluate("navigator.serviceWorker.controller") is None
