"""The table of what readers ask, tests/answers.yml, and how its entries are read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

TABLE: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_suffix(".yml").read_text("utf8")
)
QUESTIONS, MESSAGES = TABLE["questions"], TABLE["messages"]


def asked(language: str) -> list[tuple[str, str]]:
    """(what is typed, where it leads to) in one language."""
    return [
        (entry.get(language) or entry["pasted"], entry["leads_to"])
        for entry in QUESTIONS + MESSAGES
    ]


def page_path(entry: dict[str, Any]) -> str:
    """The Markdown file, below docs/<language>."""
    return f"{entry['leads_to'].partition('#')[0].rstrip('/')}.md"
