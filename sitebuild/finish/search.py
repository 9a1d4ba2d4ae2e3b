"""Cuts Chinese into words for the search, adds what sections are also called (search.yml), and sets
the texts apart from the settings.

Material cuts with jieba, which keeps what it reads in a folder that all users share; this cuts with
the same dictionary, kept nowhere. Material fetches its index on every page, the settings with all
the texts; this way `words.js` gets the texts when somebody searches.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pypinyin
import rjieba

from playground.catalogue import ROOT, read_yaml
from sitebuild import languages

NAMES = ROOT / "reference" / "search.yml"

_HAN = re.compile("[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff]+")
_EDGE = "\u200b"  # where a word ends; what lunr splits at, and what nobody sees


def set_apart(folder: Path, language: str) -> None:
    """In the folder of a language."""
    index = folder / "search" / "search_index.json"
    whole = json.loads(index.read_text("utf8"))
    docs = whole["docs"]
    _name(docs, language)
    for entry in docs:
        entry.update(title=cut(entry["title"]), text=cut(entry["text"]))
    heard = sounds() if any(_HAN.search(entry["title"]) for entry in docs) else ""
    texts = {"docs": docs, "sounds": heard}
    index.with_name("search_docs.json").write_text(_text(texts), "utf8")
    index.write_text(_text({**whole, "docs": []}), "utf8")


def cut(text: str) -> str:
    """The text with an edge around each word of Chinese; all else stays as it is."""

    def words(run: re.Match[str]) -> str:
        return _EDGE.join(["", *rjieba.cut(run[0]), ""])

    return _HAN.sub(words, text).strip(_EDGE)


def _name(docs: list[dict[str, Any]], language: str) -> None:
    """Give each section what it is also called: whole, and cut into words."""
    there = {entry["location"]: entry for entry in docs}
    for named in read_yaml(NAMES):
        location = named["leads_to"].replace(".md", "/")
        if location not in there:
            raise LookupError(f"reference/search.yml: nothing is indexed at {named['leads_to']}")
        called = languages.said(named["called"], language)
        names = [name for one in called for name in dict.fromkeys((one, cut(one)))]
        there[location]["also"] = names


@cache
def sounds() -> str:
    """The common characters of Chinese, in groups that sound alike but for tones: who types by
    sound picks a wrong one of a group."""
    alike: dict[str, list[str]] = {}
    for row in range(0xB0, 0xD8):  # what GB 2312 calls its first level
        for cell in range(0xA1, 0xFF):
            character = bytes([row, cell]).decode("gb2312", "ignore")
            if character:
                alike.setdefault(pypinyin.lazy_pinyin(character)[0], []).append(character)
    return " ".join("".join(group) for group in alike.values())


def _text(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
