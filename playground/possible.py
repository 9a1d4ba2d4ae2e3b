"""What a program of the site can print, from all its orders: kept in recorded/possible.json, made
and compared, never typed. Which, their pages say: `<!-- possible: slug/name -->`, where the list
stands, or `<!-- quiz: slug/name -->`, where it is asked for."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from . import catalogue
from .catalogue import ROOT
from .node import Engine

FILE = catalogue.RECORDED / "possible.json"
MARK = re.compile(r"^<!-- (possible|quiz): ([\w/]+) -->$", re.MULTILINE)


class NotAll(Exception):
    """Its orders are too many, or something of it cannot be seen: no list would be whole."""


def marked() -> list[str]:
    pages = (ROOT / "docs").rglob("*.md")
    return sorted({name for page in pages for _, name in MARK.findall(page.read_text("utf8"))})


def make(engine: Engine, name: str) -> dict[str, Any]:
    """The whole list, or none."""
    program = catalogue.find(name)
    verdict = engine.explore(program.source, filename=program.path.name, outputs=True)
    if not verdict.get("exhausted"):
        raise NotAll(f"{name}: not all its orders were tried")
    return {"orders": verdict["orders"]["orders"], "outcomes": verdict["outcomes"]}


def text(engine: Engine) -> str:
    made = {name: make(engine, name) for name in marked()}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


@cache
def kept() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text("utf8"))
    return found
