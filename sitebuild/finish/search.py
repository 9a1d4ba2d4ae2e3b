"""Cuts Chinese into words for the search, and sets the texts apart from the settings.

Material cuts with jieba, which keeps what it reads in a folder that all users share; this cuts with
the same dictionary, kept nowhere. Material fetches its index on every page, the settings with all
the texts; this way `words.js` gets the texts when somebody searches.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import rjieba

_HAN = re.compile("[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff]+")
_EDGE = "\u200b"  # where a word ends; what lunr splits at, and what nobody sees


def set_apart(folder: Path) -> None:
    """In the folder of a language."""
    index = folder / "search" / "search_index.json"
    whole = json.loads(index.read_text("utf8"))
    for entry in whole["docs"]:
        entry.update(title=cut(entry["title"]), text=cut(entry["text"]))
    index.with_name("search_docs.json").write_text(_text(whole["docs"]), "utf8")
    index.write_text(_text({**whole, "docs": []}), "utf8")


def cut(text: str) -> str:
    """The text with an edge around each word of Chinese; all else stays as it is."""

    def words(run: re.Match[str]) -> str:
        return _EDGE.join(["", *rjieba.cut(run[0]), ""])

    return _HAN.sub(words, text).strip(_EDGE)


def _text(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
