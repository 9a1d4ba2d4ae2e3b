"""The walls around a program hold whatever JavaScript runs behind them, in each browser there is:
no request leaves, nothing is stored, no window is reached. No fence of Python's stands here."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import firefox
from tests.browser.conftest import until
from tests.browser.playground import STARTS
from tests.browser.probes import probe
from tests.browser.tampered import tampered
from tests.browser.test_offline import Host

ATTACKS = Path(__file__).with_name("attacks.js").read_text("utf8")
FIREFOX = firefox.find()
PAGE = "en/playground/"
LOADED = """await new Promise((go) => {
    if (document.readyState === "complete") go(); else addEventListener("load", go);
  });"""
#: What the attacker's worker says instead of running anything.
TOLD = f"""async () => {{
  {LOADED}
  try {{ return await window.playground.run("print(1)"); }} catch (error) {{ return `${{error}}`; }}
}}"""
RUN = f"""async (source) => {{
  {LOADED}
  const found = await window.playground.run(source, {{policy: "round-robin"}});
  return found.output.map(({{text}}) => text).join("");
}}"""
#: What is there without harm, and what it says.
HARMLESS = {
    "WebAssembly from bytes": "GOT compiled",
    "origin": "GOT null",
    "origin of location": "GOT null",
}


class Open:
    """A browser's tab: `goto` and `evaluate`, whichever browser it is."""

    def __init__(self, tab: Any) -> None:
        self.page = self._tab = tab

    def goto(self, url: str) -> None:
        self._tab.goto(url)

    def evaluate(self, function: str, argument: object = None) -> Any:
        return self._tab.evaluate(function, argument)


Start = Callable[[], AbstractContextManager[Open]]


@contextmanager
def in_chromium(browser: Browser) -> Iterator[Open]:
    context = browser.new_context()
    context.set_default_timeout(STARTS)
    yield Open(context.new_page())
    context.close()


@contextmanager
def in_firefox(profile: Path) -> Iterator[Open]:
    assert FIREFOX
    with firefox.started(FIREFOX, profile) as tab:
        yield Open(tab)


@pytest.fixture(params=["chromium", *(["firefox"] if FIREFOX else [])])
def start(request: pytest.FixtureRequest, tmp_path: Path) -> Start:
    """Opens a tab of each browser that is on this machine."""
    if request.param == "firefox":
        return partial(in_firefox, tmp_path / "profile")
    return partial(in_chromium, request.getfixturevalue("browser"))


class Ears:
    """A host that tells who has asked for anything, by HTTP or by a packet."""

    def __init__(self, folder: Path) -> None:
        self.host = Host(folder)
        self.address = self.host.address()
        self.packets: list[bytes] = []
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", self.host.port))
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while packet := self._socket.recv(2000):
            self.packets.append(packet)

    def stop(self) -> None:
        self._socket.sendto(b"", ("127.0.0.1", self.host.port))
        self.host.stop()

    @property
    def caught(self) -> list[object]:
        asked = [path for path in self.host.asked if "caught" in path]
        return [*asked, *self.packets]


@pytest.fixture
def attacked(site: Path, tmp_path: Path) -> Iterator[tuple[Ears, Ears]]:
    """The site, in which an attacker's script stands in the worker's place; and another host."""
    ours, other = Ears(site), Ears(tmp_path)
    places = f"const SITE = {json.dumps(ours.address)}, OTHER = {json.dumps(other.address)};\n"
    changes = {"assets/playground-*/worker.js": lambda _: places + ATTACKS}
    ours.host.folder = tampered(site, tmp_path / "attacked", changes)
    yield ours, other
    ours.stop()
    other.stop()


def test_javascript_of_an_attackers_choice_comes_to_nothing(
    start: Start, attacked: tuple[Ears, Ears]
) -> None:
    ours, other = attacked
    with start() as tab:
        tab.goto(f"{ours.address}{PAGE}")
        told = tab.evaluate(TOLD)
        found = json.loads(told[told.index("{") :])
    got = {name: what for name, what in found["attacks"].items() if what.startswith("GOT")}
    assert got == {}
    assert len(found["attacks"]) > 90
    assert found["harmless"] == HARMLESS
    assert "GOT" not in found["within"].values()
    assert (ours.caught, other.caught) == ([], [])


def test_programs_run_behind_the_walls(start: Start, site: Path) -> None:
    host = Host(site)
    with start() as tab:
        tab.goto(host.address(PAGE))
        assert tab.evaluate(RUN, "import threading\nprint(threading.active_count())") == "1\n"
        assert tab.evaluate("() => document.querySelectorAll('iframe').length") == 1
    host.stop()


def test_pyodide_as_it_is_shipped_makes_no_code_of_text(site: Path) -> None:
    (script,) = site.glob("assets/pyodide-*/*.js")
    text = script.read_text("utf8")
    for word in ("eval", "Function", "import", "importScripts"):
        called = re.findall(rf".{{0,40}}(?<![\w$.]){word}\s*\(.{{0,40}}", text)
        assert called == [], word
    assert "import.meta" not in text


STRANGER = """<!doctype html><title>stranger</title><body>
<iframe src="{address}" width="800" height="600"></iframe>"""


def test_in_a_frame_of_another_site_there_is_no_run(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    ours, other = Host(site), Host(tmp_path)
    (tmp_path / "index.html").write_text(STRANGER.format(address=ours.address(PAGE)), "utf8")
    with in_chromium(browser) as tab:
        tab.goto(other.address())
        page = tab.page
        frame = page.frame_locator("iframe")
        expect(frame.locator("h1")).to_be_visible()
        expect(frame.locator(".program-output, .highlight").first).to_be_visible()
        framed = page.frames[1]
        assert framed.evaluate(f"async () => {{ {LOADED} return typeof playground; }}") == "object"
        assert framed.locator("[data-action=run]:visible").count() == 0
        tab.goto(ours.address(PAGE))
        expect(page.locator("[data-action=run]:visible").first).to_be_visible()
    ours.stop()
    other.stop()


SPAM = probe("spam_worker")


def test_a_window_that_forges_messages_is_heard_by_nobody(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    """It opened the page, so that it knows its windows, and is there before the worker's script."""
    ours, other = Host(site), Host(tmp_path)
    (tmp_path / "index.html").write_text("<!doctype html>", "utf8")
    ours.held = "worker.js"
    with in_chromium(browser) as tab:
        tab.goto(other.address())
        with tab.page.expect_popup() as opened:
            tab.page.evaluate(SPAM, ours.address(PAGE))
        page = opened.value
        page.evaluate(f"async () => {{ {LOADED} globalThis.ran = playground.run('print(7)'); }}")
        until(tab.page, "page.length === 1")
        tab.page.evaluate("() => new Promise((go) => setTimeout(go, 200))")  # a score of forgeries
        assert tab.page.evaluate("heard") == []
        ours.goes_on.set()
        assert page.evaluate("ran.then(({output}) => output[0].text)") == "7\n"
        assert tab.page.evaluate("heard") == []
    ours.stop()
    other.stop()
