"""The editor: Tab, brackets, find, completion, faults, wrapped lines, keys for a finger."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from sitebuild.languages import LANGUAGES
from sitebuild.sections.reference import api, names
from tests.browser.conftest import Reader, Turn, set_scheme, violations
from tests.browser.play import MINE
from tests.browser.playground import section, write

#: Text that Python takes, of the newer kinds, and text that it does not.
SOUND = [
    "match x:\n    case [1, *rest] if rest: pass\n    case {'a': 1, **kw}: pass\n",
    "try: pass\nexcept* (ValueError, OSError) as group: pass\n",
    "def f[T: int, *Ts, **P](x: T, /, *, y: Ts) -> T: return x\ntype A[T] = list[T]\n",
    "print(f'{x!r:>{width}} {y=}', rf'\\d', b'x')\nx = (y := 3) if z else ~4 @ m\n",
    "async def f():\n    async with a as b, c: await d\n    return [x async for x in y]\n",
    "with (open('a') as a, open('b') as b): pass\nx: int = 1; lambda *a, k=1, **kw: (yield)\n",
    "class A(B, metaclass=C):\n    @property\n    def x(self): ...\n    global_ = 0x_f\n",
    "@a.b[0](c)\ndef f(a, /): return lambda x, /, y: x * 1. + y\n",
    "match a, b:\n    case A(x=1) as q, {**r}: pass\n    case A.b(): x[*y, 1:2]\n",
    "class A[T = int]: pass\nx = t'a {b}' + rt'{c}'\nwith a as b.c, d as (e, f): pass\n",
]
BROKEN = ["for x in range(3)\n    pass\n", "print((1)\n", "def f(:\n    pass\n", "x = = 2\n"]
FAULTS = ".cm-fault"


def mine(page: Page) -> Locator:
    at = section(page, MINE)
    expect(at.locator(".cm-content")).to_be_visible()
    at.locator(".cm-content").click()
    return at


def put(page: Page, text: str) -> None:
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(text)


def test_tab_indents_and_escape_lets_it_leave(turn: Turn) -> None:
    page = turn("en", "playground/")
    at = mine(page)
    editor = at.locator(".cm-content")
    expect(at.locator("[role=status]").first).to_contain_text("Escape, then Tab")
    put(page, "x = 1")
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    expect(editor).to_have_text("    x = 1")
    page.keyboard.press("Shift+Tab")
    expect(editor).to_have_text("x = 1")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(editor).not_to_be_focused()
    page.reload()
    at = mine(page)  # said once
    expect(at.locator(".cm-content")).to_be_focused()
    expect(at.locator("[role=status]").first).not_to_contain_text("Escape")


def test_brackets_close_and_find_finds_in_the_pages_words(turn: Turn) -> None:
    page = turn("zh", "playground/")
    at = mine(page)
    put(page, "")
    page.keyboard.type("print(")
    expect(at.locator(".cm-content")).to_have_text("print()")
    put(page, "one two one")
    page.keyboard.press("ControlOrMeta+f")
    panel = at.locator(".cm-search")
    panel.get_by_placeholder("查找").press_sequentially("one")
    expect(at.locator(".cm-searchMatch")).to_have_count(2)
    words = [one for one in panel.inner_text().split() if one != "×"]
    assert all(max(one) > "\u2e80" for one in words), words
    found = violations(page, f"section[data-program='{MINE}']")
    assert not found, "\n".join(found)


CHOSEN = ".cm-tooltip-autocomplete [aria-selected]"
CONTRAST = """(selector) => {
  const { Color, getContrast } = axe.commons.color;
  const { color, backgroundColor } = getComputedStyle(document.querySelector(selector));
  const read = (text) => { const made = new Color(); made.parseString(text); return made; };
  return getContrast(read(backgroundColor), read(color));
}"""


@pytest.mark.parametrize("language", [one.code for one in LANGUAGES])
def test_names_are_completed_with_their_line_of_the_cheat_sheet(turn: Turn, language: str) -> None:
    page = turn(language, "playground/")
    at = mine(page)
    known = names.completions()[language]
    for typed, name in (("queue.Prio", "PriorityQueue"), ("q.task_", "task_done")):
        put(page, "import queue\n")
        page.keyboard.type(typed)
        options = page.locator(".cm-tooltip-autocomplete [role=option]")
        expect(options.locator(".cm-completionLabel")).to_have_text([name])
        line = next(one for one in known if one["name"] == name)
        info = page.locator(".cm-completionInfo")
        expect(info).to_contain_text(line["call"])
        expect(info).to_contain_text(line["about"])
        box, seen = info.bounding_box(), page.viewport_size
        assert box and seen and box["y"] + box["height"] <= seen["height"]  # no pane cuts it off
    for scheme in ("dark", "light"):
        set_scheme(page, scheme)
        found = violations(page)
        assert not found, "\n".join(found)
        assert page.evaluate(CONTRAST, CHOSEN) >= 4.5  # axe does not see it behind the description
    page.keyboard.press("Enter")
    expect(at.locator(".cm-content")).to_contain_text("q.task_done")


def test_each_name_of_the_cheat_sheet_is_there() -> None:
    wanted = {
        call.name
        for group in api.groups()
        if group.of.partition(".")[0] in ("threading", "queue", "concurrent")
        for call in group.calls
    }
    for found in names.completions().values():
        assert {one["name"] for one in found} == wanted
        assert all(("module" in one) != ("of" in one) for one in found)
    assert {"Lock", "put_nowait", "as_completed", "result"} <= wanted


#: Where this is marked, at the end, all that stands before it has been looked at.
LAST = "x = = 2"


def put_anew(page: Page, text: str) -> Locator:
    """The lines of an editor that has nothing but this text, with no mark of an earlier one."""
    put(page, "")
    expect(page.locator(FAULTS)).to_have_count(0)
    put(page, text)
    return page.locator(".cm-line")


def marked(page: Page, text: str) -> list[str]:
    """The lines in which the editor marks a fault, of a text that takes a line more."""
    lines = put_anew(page, text + LAST)
    expect(lines.last.locator(FAULTS)).to_have_count(1)
    found = lines.filter(has=page.locator(FAULTS)).all_text_contents()
    assert found.pop() == LAST
    return found


def test_what_is_no_python_is_marked_while_it_is_typed_and_nothing_else(turn: Turn) -> None:
    """Of the site's programs nothing is, down to their last lines: tests/web/faults.test.js."""
    page = turn("en", "playground/")
    mine(page)
    for text in BROKEN:
        lines = put_anew(page, text)
        expect(lines.locator(FAULTS).first, text).to_be_attached()
    assert [text for text in SOUND if marked(page, text)] == []


def test_a_wrapped_line_hangs_and_a_finger_has_keys(reader: Reader) -> None:
    page = reader.open("en", "playground/", width=390)
    at = section(page, MINE)
    long = "        print('" + "a long word " * 12 + "')"
    write(page, at, f"if True:\n{long}\n")
    lefts = (
        at.locator(".cm-line")
        .nth(1)
        .evaluate(
            """(line) => {
          const range = document.createRange();
          range.selectNodeContents(line);
          const boxes = [...range.getClientRects()].filter((box) => box.width > 1);
          const tops = [...new Set(boxes.map((box) => Math.round(box.top)))];
          const at = (top) => boxes.filter((box) => Math.round(box.top) === top);
          const left = (top) => Math.min(...at(top).map((box) => box.left));
          return [tops.length, left(tops[0]), left(tops.at(-1))];
        }"""
        )
    )
    lines, first, last = lefts
    assert lines > 2
    assert last > first + 60  # 8 blanks and 4 more; the first box begins with the blanks
    expect(at.locator(".pg-keys")).to_be_hidden()  # this browser has a mouse
