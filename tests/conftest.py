"""What more than one concern needs: the site, built once for all workers of a test run, and
Playwright, of which a process can hold only one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser import served_site
from tests.browser.driver import sync_playwright
from tests.interpreter import shared_folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the strictly built site: Chinese at its root, English in en/."""
    folder = shared_folder(tmp_path_factory) / "site"
    fault = served_site.build(folder)
    assert not fault, fault
    return folder


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started
