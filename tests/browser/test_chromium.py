"""The browser that the tests run in needs nothing of the machine: no Node, no library, no font."""

from __future__ import annotations

import io
import os
import re
import sys
import tarfile

import pytest

from playground import catalogue
from tests.browser import chromium
from tests.browser.driver import NODE

FONTS = "Open Sans"
packaged = pytest.mark.skipif(
    not chromium.is_packaged(), reason="no package has a browser for this kind of machine"
)


@packaged
@pytest.mark.parametrize("text", ["plain", "<code>code</code>", "<b>bold</b>", "中文", "→ ✓"])
def test_text_has_a_width_wherever_it_runs(browser, text):
    """Its font is the package's, whatever is installed: a page is laid out alike everywhere."""
    page = browser.new_page()
    page.set_content(f"<span>{text}</span>")
    assert page.evaluate("document.querySelector('span').getBoundingClientRect().width") > 4
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    span = devtools.send("DOM.querySelector", {"nodeId": root, "selector": "span"})["nodeId"]
    used = devtools.send("CSS.getPlatformFontsForNode", {"nodeId": span})["fonts"]
    assert [font["familyName"] for font in used] == [FONTS]
    page.close()


def test_playwright_runs_on_the_project_s_node(playwright):
    """Its own wants a library that no bare Debian has."""
    assert os.environ["PLAYWRIGHT_NODEJS_PATH"] == str(NODE)
    assert NODE.is_file()


def test_playwright_is_started_in_one_place():
    started = re.compile(r"^\s*from playwright\S* import .*sync_playwright", re.MULTILINE)
    found = [
        path.name
        for folder in ("tests", "tools")
        for path in (catalogue.ROOT / folder).rglob("*.py")
        if started.search(path.read_text("utf8"))
    ]
    assert found == []


def test_an_archive_s_files_are_written_and_nothing_else(tmp_path):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, kind in (("lib/a.so", tarfile.REGTYPE), ("lib/link", tarfile.SYMTYPE)):
            member = tarfile.TarInfo(name)
            member.type = kind
            member.linkname = sys.executable
            member.size = 4 if kind == tarfile.REGTYPE else 0
            archive.addfile(member, io.BytesIO(b"text"))
    packed.seek(0)
    with tarfile.open(fileobj=packed) as archive:
        chromium.files_of(archive, tmp_path)
    assert [path.name for path in tmp_path.rglob("*")] == ["lib", "a.so"]
    assert (tmp_path / "lib" / "a.so").read_bytes() == b"text"
