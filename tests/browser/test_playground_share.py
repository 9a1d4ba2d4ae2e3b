"""A program as a link: the same run for whoever opens it, and a line for what cannot be read."""

from __future__ import annotations

import base64
import json
import zlib

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reader, Turn
from tests.browser.playground import act, has_pythons, output, run, section, write
from tests.browser.served_site import PREFIX, address

MINE = "playground/your_program"
NOISY = """\
from threading import Thread

for name in "ABC":
    Thread(target=print, args=(name,), name=name).start()
print("早上好")
"""


def test_a_shared_link_replays_the_same_run_in_a_fresh_profile(turn: Turn, reader: Reader) -> None:
    page = turn("en", "playground/")
    mine = section(page, MINE)
    write(page, mine, NOISY)
    act(mine, "options")
    mine.get_by_role("spinbutton").fill("5")
    said, printed = run(mine), output(mine)
    act(mine, "share")
    expect(mine.locator(".pg-status")).to_contain_text("copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(address("en", "playground/"))
    other = reader.open("en", "playground/" + link.partition("playground/")[2])
    theirs = section(other, MINE)
    expect(theirs.locator(".cm-content")).to_contain_text("早上好")
    expect(theirs.locator(".pg-status")).to_contain_text("not been run")
    has_pythons(other, 0)
    assert (run(theirs), output(theirs)) == (said, printed)


@pytest.mark.parametrize("name", ["银行 转账", "two words.py", "a/b\\c:d", "x" * 60, "名"])
def test_a_program_of_any_name_makes_a_link_that_opens(turn: Turn, name: str) -> None:
    page = turn("en", "playground/")
    mine = section(page, MINE)
    write(page, mine, "print('here it is')\n")
    act(mine, "mine")
    mine.locator(".pg-mine").get_by_label("Name", exact=True).fill(name)
    mine.get_by_role("button", name="Save this program").click()
    act(mine, "share")
    expect(mine.locator(".pg-status")).to_contain_text("copied")
    page.goto(page.evaluate("navigator.clipboard.readText()"))
    page.reload()
    expect(mine.locator(".pg-status")).to_contain_text("not been run")
    expect(mine.locator(".cm-content")).to_contain_text("here it is")


def test_a_link_is_shown_as_text_and_run_by_nobody(reader: Reader) -> None:
    nasty = "print(1)  # <img src=x onerror='window.trap=1'></div><script>window.trap=1</script>"
    shared = {"version": 1, "source": nasty, "name": "x.py", "schedule": "1.line.4@2", "seed": 1}
    squeezed = zlib.compress(json.dumps(shared).encode(), wbits=-15)
    packed = base64.urlsafe_b64encode(squeezed).decode().rstrip("=")
    page = reader.open("en", f"playground/#program={packed}")
    mine = section(page, MINE)
    expect(mine.locator(".cm-line")).to_have_text(nasty)
    expect(mine.locator(".pg-status")).to_contain_text("not been run")
    expect(mine.locator(".pg-fixed")).to_contain_text("1.line.4@2")
    assert mine.locator("img:not([class^=cm-]), script").count() == 0
    assert page.evaluate("window.trap") is None
    assert page.evaluate("Object.keys(localStorage)") == [f"{PREFIX}.__palette"]
    has_pythons(page, 0)


@pytest.mark.parametrize(
    ("fragment", "said"),
    [("not-a-program", "不完整"), ("eJwrSS0uAQAEXQHB", "不完整"), ("A" * 20_000, "太长")],
    ids=["damaged", "other", "oversized"],
)
def test_a_link_that_cannot_be_read_gives_a_line_and_an_intact_page(
    reader: Reader, fragment: str, said: str
) -> None:
    page = reader.open("zh", f"playground/#program={fragment}")
    mine = section(page, MINE)
    expect(mine.locator(".pg-status")).to_contain_text(said)
    expect(mine.locator(".cm-content")).to_contain_text("guard")
    run(mine)
    assert output(mine) == "total: 6\n"


def test_a_program_that_is_too_long_for_a_link_says_so(turn: Turn) -> None:
    page = turn("en", "playground/")
    mine = section(page, MINE)
    noise = "".join(f"# {pow(7, n, 10**4000)}\n" for n in range(8000, 8010))  # packs badly
    write(page, mine, noise)
    act(mine, "share")
    expect(mine.locator(".pg-status")).to_contain_text("too long")
    settled_line = mine.locator(".pg-status").text_content()
    assert settled_line


def test_where_copying_is_forbidden_the_link_is_shown(reader: Reader) -> None:
    page = reader.open("en", "playground/")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    mine = section(page, MINE)
    act(mine, "share")
    expect(mine.locator(".pg-link")).to_be_focused()
    assert mine.locator(".pg-link").input_value().startswith(address("en", "playground/#program="))
