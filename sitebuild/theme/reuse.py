"""A build does no work twice: not for the search, not for templates, not for a page unchanged.

Knows what each is made from, not what it holds. Rendered pages and the search's entries are kept
while `mkdocs serve` lives, compiled templates in .cache for the next build too.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from material.plugins.search.plugin import SearchIndex
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.theme import Theme

from playground.catalogue import RECORDED, ROOT, SNIPPETS
from sitebuild.languages import word_files
from sitebuild.serving import serving

TEMPLATES = ROOT / ".cache" / "templates"

_MARKS = re.compile(r"</?span\b[^>]*>|<a [^>]*></a>")
_INCLUDE = re.compile(r'--8<-- "([^":]+)')


@dataclass(frozen=True)
class Rendered:
    """All that Page.render leaves on a page. A link names a path: each build has its own files."""

    content: str
    toc: TableOfContents
    title: str | None
    anchors: set[str]
    links: dict[str, dict[str, str]] | None


_rendered: dict[tuple[str, str], tuple[str, Rendered]] = {}
_entries: dict[tuple[str, str], tuple[str, list[Any]]] = {}


@event_priority(-100)  # after the search has made its index
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    search = config.plugins.get("search") or config.plugins.get("material/search")
    if search is not None:
        index: Any = search.search_index
        index.__class__ = LeanIndex
        index.language = config.theme["language"]
        index.keeps = serving(config)
    config.theme.__class__ = LeanTheme
    return config


class LeanTheme(Theme):
    """Its templates stay compiled; its files are listed without Material's ten thousand icons."""

    def get_env(self) -> jinja2.Environment:
        env = super().get_env()
        TEMPLATES.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(TEMPLATES))
        env.loader = LeanLoader(self.dirs)
        return env


class LeanLoader(jinja2.FileSystemLoader):
    def list_templates(self) -> list[str]:
        """What mkdocs copies from a theme; it leaves out all that begins with a dot by itself."""
        found = set()
        for top in self.searchpath:
            for folder, folders, files in os.walk(top):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found |= {Path(folder, name).relative_to(top).as_posix() for name in files}
        return sorted(found)


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    if serving(config):
        page.__class__ = KeptPage
    return page


class KeptPage(Page):
    """A page that is rendered only if it, what it includes or what it can link to has changed."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        where = (config.theme["language"], self.file.src_uri)
        made_from = self._digest(config, files)
        kept = _rendered.get(where)
        if kept and kept[0] == made_from:
            self._take(kept[1], files)
            return
        super().render(config, files)
        links = self.links_to_anchors
        rendered = Rendered(
            self.content or "",
            self.toc,
            self._title_from_render,
            self.present_anchor_ids or set(),
            None if links is None else {file.src_uri: links[file] for file in links},
        )
        _rendered[where] = (made_from, rendered)

    def _digest(self, config: MkDocsConfig, files: Files) -> str:
        whole = hashlib.sha256((self.markdown or "").encode())
        whole.update("\n".join(sorted(files.src_uris)).encode())
        for name in sorted(set(_INCLUDE.findall(self.markdown or ""))):
            recorded = (RECORDED / name).with_suffix
            for path in (SNIPPETS / name, recorded(".txt"), recorded(".json")):
                whole.update(path.read_bytes() if path.is_file() else b"none")
        for path in sorted([*ROOT.glob("mkdocs*.yml"), *word_files()]):
            whole.update(path.read_bytes())
        return whole.hexdigest()

    def _take(self, rendered: Rendered, files: Files) -> None:
        self.content = rendered.content
        self.toc = rendered.toc
        self._title_from_render = rendered.title
        self.present_anchor_ids = rendered.anchors
        if rendered.links is None:
            return
        named = {files.get_file_from_path(uri): to for uri, to in rendered.links.items()}
        self.links_to_anchors = {file: to for file, to in named.items() if file is not None}


class LeanIndex(SearchIndex):  # type: ignore[misc]
    """Material's index, given no marks of highlighting, and while serving only pages that changed.

    Nine tags of ten are a token's colour or a line's anchor: reading them, in Python, was half of a
    build, and they say nothing to a search.
    """

    language: str
    keeps: bool

    def add_entry_from_context(self, page: Page) -> None:
        where = (self.language, page.url)
        made_from = hashlib.sha256(repr((page.title, page.meta, page.content)).encode()).hexdigest()
        kept = _entries.get(where)
        if kept and kept[0] == made_from:
            self.entries += kept[1]
            return
        before = len(self.entries)
        whole = page.content
        page.content = _MARKS.sub("", whole or "")
        super().add_entry_from_context(page)
        page.content = whole
        if self.keeps:
            _entries[where] = (made_from, self.entries[before:])
