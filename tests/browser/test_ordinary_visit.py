"""An ordinary reader's visit, in each browser there is: a program runs and is stopped, the site is
saved and used without a network, and the browser has nothing to complain of."""

from __future__ import annotations

import base64
import json
import os
import zlib
from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.browser import chromium
from tests.browser.playground import ENDLESS, STARTS, run, section
from tests.browser.test_offline import Host, short
from tests.browser.test_walls import PAGE, RUN, Start, start

__all__ = ["start"]

#: Until the condition holds.
UNTIL = """const until = async (holds) => {
  for (const began = performance.now(); !holds(); ) {
    if (performance.now() - began > 60_000) throw new Error(`in vain: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};"""
SAVE = f"""async () => {{
  {UNTIL}
  const box = document.querySelector(".offline");
  await until(() => !box.querySelector("button").hidden);
  box.querySelector("button").click();
  const said = box.querySelector("[role=status]");
  await until(() => said.textContent.startsWith("The whole site is saved"));
  return navigator.serviceWorker.ready.then(() => true);
}}"""
STOP = f"""async () => {{
  {UNTIL}
  const mine = document.querySelector("section[data-program^='playground/']");
  const press = (action) => mine.querySelector(`.pg-bar [data-action=${{action}}]`).click();
  const said = () => mine.querySelector(".pg-status").textContent;
  await until(() => said().includes("not been run"));
  press("run");
  await until(() => said().startsWith("Running"));
  press("stop");
  const began = performance.now();
  await until(() => mine.ariaBusy === "false");
  return [said(), performance.now() - began];
}}"""


def linked(source: str) -> str:
    """The fragment of a link that brings a program."""
    shared = {"version": 1, "source": source, "name": "mine.py"}
    squeezed = zlib.compress(json.dumps(shared).encode(), wbits=-15)
    return "#program=" + base64.urlsafe_b64encode(squeezed).decode().rstrip("=")


#: Reads each module that can be imported, and names the first that is not what it should be.
ALL_OF_THE_LIBRARY = """import zipfile
with zipfile.ZipFile('/lib/python314.zip') as archive:
    print(archive.testzip())
"""


def test_what_was_saved_runs_without_a_network(start: Start, site: Path, tmp_path: Path) -> None:
    host = Host(tmp_path / "short")
    short(site, host.folder)
    with start() as tab:
        tab.goto(host.address(PAGE))
        assert tab.evaluate(RUN, "print(6 * 7)") == "42\n"
        assert tab.evaluate(SAVE)
        host.stop()
        tab.goto(host.address("en/basics/why/"))
        tab.goto(host.address(PAGE))
        assert tab.evaluate(RUN, ALL_OF_THE_LIBRARY) == "None\n"


def test_stop_ends_what_never_ends(start: Start, site: Path) -> None:
    host = Host(site)
    with start() as tab:
        tab.goto(host.address(PAGE) + linked(ENDLESS))
        said, taken = tab.evaluate(STOP)
        assert said.startswith("Stopped")
        assert taken < 5000
        assert tab.evaluate(RUN, "print(6 * 7)") == "42\n"
    host.stop()


def test_an_ordinary_profile_has_nothing_to_complain_of(
    playwright: Playwright, site: Path, tmp_path: Path
) -> None:
    host = Host(tmp_path / "short")
    short(site, host.folder)
    found = chromium.find(playwright.chromium.executable_path)
    context = playwright.chromium.launch_persistent_context(
        tmp_path / "profile",
        executable_path=found.executable,
        env={**os.environ, **found.environment},
    )
    context.set_default_timeout(STARTS)
    said: list[str] = []
    context.on("console", lambda message: said.append(message.text))
    context.on("weberror", lambda raised: said.append(str(raised.error)))
    page = context.pages[0]
    for path in ("en/locks/races/", PAGE):
        page.goto(host.address(path))
        # what a browser with windows does by itself, and one without when it is asked
        session = context.new_cdp_session(page)
        manifest = session.send("Page.getAppManifest")
        assert json.loads(manifest["data"])["name"]
    run(section(page, "playground/your_program"))
    assert page.evaluate(SAVE)
    page.goto(host.address("en/basics/why/"))
    expect(page.locator("h1")).to_be_visible()
    context.close()
    host.stop()
    assert said == []
