"""Two tabs run beside each other, and two sites on one host know nothing of each other."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import until
from tests.browser.playground import ENGINE_IS_KEPT, act, output, run, section, write
from tests.browser.served_site import PREFIX, WITH_HEADERS
from tests.browser.test_offline import KEPT, PAGE, RACE, Host, host, seen, visitor

__all__ = ["host", "visitor"]

KEYS = "Object.keys(localStorage).filter((key) => key.includes('playground:'))"
#: What a program would need to hear of another tab, or to speak to it.
EAVESDROP = """
import sys
print(sorted(name for name in ("js", "pyodide", "pyodide_js", "_pyodide") if name in sys.modules))
try:
    import js
except ImportError as error:
    print(type(error).__name__)
open("/tmp/left", "w").write("here")
"""


def other(host: Host, page: str) -> str:
    return host.address(page).replace(PREFIX, WITH_HEADERS)


def edited(page: Page, address: str, text: str) -> None:
    seen(page, address)
    write(page, section(page, RACE), text)


def test_two_tabs_run_at_once_and_each_shows_its_own(host: Host, visitor: BrowserContext) -> None:
    tabs = [visitor.new_page() for _ in range(2)]
    for number, tab in enumerate(tabs):
        edited(tab, host.address(PAGE), f"import time\ntime.sleep(1)\nprint({number})\n")
        act(section(tab, RACE), "run")
    for number, tab in enumerate(tabs):
        race = section(tab, RACE)
        expect(race).to_have_attribute("aria-busy", "false", timeout=60_000)
        assert output(race) == f"{number}\n"


def test_a_program_hears_nothing_of_another_tab(host: Host, visitor: BrowserContext) -> None:
    first, second = visitor.new_page(), visitor.new_page()
    edited(first, host.address(PAGE), EAVESDROP)
    run(section(first, RACE))
    assert output(section(first, RACE)) == "[]\nImportError\n"
    edited(second, host.address(PAGE), "import os\nprint(os.path.exists('/tmp/left'))\n")
    run(section(second, RACE))
    assert output(section(second, RACE)) == "False\n"


def test_what_one_tab_has_kept_another_can_bring_back(host: Host, visitor: BrowserContext) -> None:
    first, second = visitor.new_page(), visitor.new_page()
    seen(second, host.address(PAGE))
    edited(first, host.address(PAGE), "print('first')\n")
    until(first, f"{KEYS}.length > 0")
    write(second, section(second, RACE), "print('second')\n")
    act(section(second, RACE), "undo")
    expect(section(second, RACE).locator(".cm-content")).to_have_text("print('first')")


def restored(page: Page) -> None:
    """Its text is shorter than the page's own: until it is there, the bar moves under a press."""
    expect(section(page, RACE).locator(".cm-content")).to_contain_text("ours")


def test_two_sites_on_one_host_keep_their_things_apart(host: Host, visitor: BrowserContext) -> None:
    ours, theirs = visitor.new_page(), visitor.new_page()
    edited(ours, host.address(PAGE), "print('ours')\n")
    until(ours, f"{KEYS}.length > 0")
    seen(theirs, other(host, PAGE))
    there = section(theirs, RACE)
    expect(there.locator(".cm-content")).to_have_count(0)  # no edit is brought back there
    write(theirs, there, "print('theirs')\n")
    until(theirs, f"{KEYS}.length > 1")
    assert {key.split(".playground:")[0] for key in ours.evaluate(KEYS)} == {PREFIX, WITH_HEADERS}
    kept = set(ours.evaluate(KEPT))
    assert {f"{PREFIX}{PAGE}", f"{WITH_HEADERS}{PAGE}"} <= kept
    act(there, "reset")
    run(there)
    ours.reload()
    restored(ours)
    run(section(ours, RACE))
    assert output(section(ours, RACE)) == "ours\n"
    for page in (ours, theirs):
        until(page, ENGINE_IS_KEPT)
    host.stop()  # each is read offline from what it has kept itself
    for page, address in ((ours, host.address(PAGE)), (theirs, other(host, PAGE))):
        page.goto(address)
        if page is ours:
            restored(page)
        run(section(page, RACE))
    assert output(section(ours, RACE)) == "ours\n"
    host.start()
