"""No page may bar anyone: axe-core's rules, in both languages, both schemes, wide and narrow."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Reader
from tests.browser.served_site import FOLDERS, PAGES, ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: Page) -> list[str]:
    found = page.evaluate("async () => (await axe.run()).violations")
    return [
        f"{rule['id']}: {node['target']} {node['html'][:120]} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", FOLDERS)
def test_axe_finds_nothing(reader: Reader, language: str, path: str) -> None:
    page = reader.open(language, path)
    page.add_script_tag(path=AXE)
    faults = violations(page)
    assert not faults, "\n".join(faults)
