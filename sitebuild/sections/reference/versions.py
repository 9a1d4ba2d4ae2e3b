"""Version truth: what holds since, or up to, which Python. The statements are in versions.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from typing import Any

from sitebuild.sections.reference.common import (
    Place,
    load,
    page_link,
    program_link,
    source_link,
    title,
    written,
)

NUMBER = re.compile(r"(?<![\d.])3\.\d+(?:\.\d+)?(?![\d.]*\d)")
SHOWN = re.compile(r"^ *<!-- version: ([\w-]+) -->$", re.MULTILINE)

# A group of the reference page; an entry whose `at` is a version before 3.12 is in the first.
GROUPS = ("before-3.12", "3.12", "3.13", "3.14", "3.15", "free-threading", "platforms", "unchanged")


@dataclass(frozen=True)
class Entry:
    """One statement. `at` is the version that changed it, or a group that is not a version."""

    id: str
    at: str
    texts: dict[str, str]  # by language
    source: tuple[str, ...]
    also: tuple[str, ...] = ()  # further versions that the statement names
    program: str | None = None
    proof: str | None = None  # a Python expression that is true from `at` on, and not before
    prose: dict[str, str] = field(default_factory=dict)  # page -> a word of its sentence on this

    @property
    def numbers(self) -> set[str]:
        """All versions that the statement is about."""
        return set(self.also) | ({self.at} if NUMBER.fullmatch(self.at) else set())

    @property
    def group(self) -> str:
        if self.at in GROUPS:
            return self.at
        return "before-3.12"


_FACTS = {one.name for one in fields(Entry)}


def entries() -> dict[str, Entry]:
    data: dict[str, dict[str, Any]] = load("versions")
    found = {}
    for key, values in data.items():
        options: dict[str, Any] = {
            k: tuple(v) if isinstance(v, list) else v for k, v in values.items()
        }
        texts = {code: options.pop(code) for code in options.keys() - _FACTS}
        found[key] = Entry(id=key, texts=texts, **options)
    return found


def used() -> dict[str, list[str]]:
    """Entry -> the chapters that show it."""
    found: dict[str, list[str]] = {}
    for path, text in written().items():
        for key in SHOWN.findall(text):
            found.setdefault(key, []).append(path)
    return found


def one(key: str, place: Place) -> str:
    """The statement in a chapter, with its sources and its program, as an item of a list."""
    return _item(entries()[key], place)


def group(name: str, place: Place) -> str:
    """All statements of one group, each with the chapters that it is from."""
    if name not in GROUPS:
        raise LookupError(f"no group of versions {name}")
    where = used()
    return "\n".join(
        _item(entry, place, [path for path in where.get(entry.id, []) if path != place.path])
        for entry in entries().values()
        if entry.group == name
    )


def _item(entry: Entry, place: Place, chapters: list[str] | None = None) -> str:
    links = [source_link(url, place) for url in entry.source]
    if entry.program:
        links.append(program_link(entry.program, place))
    for path in chapters or ():
        links.append(page_link(f"{path}#versions", title(place.language, path), place))
    text = place.said(entry.texts)
    return f'- {text} <span class="reference-links">{" · ".join(links)}</span>'
