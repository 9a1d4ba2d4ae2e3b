"""What the makers of the reference pages share: where a page stands, and links from there."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playground import catalogue
from playground.catalogue import ROOT
from sitebuild.languages import DOCS, MAIN, Said, by_code, said

DATA = ROOT / "reference"
IN_DEPTH = "in_depth/"  # the second page of a chapter lies there, under the chapter's slug


@dataclass(frozen=True)
class Place:
    """A page that is being made: `path` is its Markdown file within the language's folder."""

    language: str
    path: str

    @property
    def slug(self) -> str:
        return Path(self.path).stem

    @property
    def words(self) -> dict[str, Any]:
        """Those of the tables, in its language."""
        tables: dict[str, Any] = by_code(self.language).words["tables"]
        return tables

    def said(self, texts: Mapping[str, Said]) -> Said:
        """What data says in its language."""
        return said(texts, self.language)


@cache
def load(name: str) -> Any:
    """One data file of this folder."""
    return catalogue.read_yaml(DATA / f"{name}.yml")


def measured_file(name: str) -> Path:
    return DATA / f"{name}.json"


@cache
def measured(name: str) -> dict[str, Any]:
    """What `make bench` kept in this folder; `load(name)` says what each of it is."""
    found: dict[str, Any] = json.loads(measured_file(name).read_text("utf8"))
    return found


def told(calls: list[dict[str, str]]) -> list[str]:
    """What calls that are refused say, each once, without the type of the error."""
    return list(dict.fromkeys(call["says"].partition(": ")[2] for call in calls if "says" in call))


def refusals(heads: list[str], calls: dict[str, list[dict[str, str]]]) -> str:
    """Markdown: a table of what is asked for, and what the program is told."""
    rows = [f"| {heads[0]} | {heads[1]} |", "|---|---|"]
    for name, of_it in calls.items():
        rows.append(f"| `{name}` | {'<br>'.join(f'`{line}`' for line in told(of_it))} |")
    return "\n".join(rows)


@cache
def written() -> dict[str, str]:
    """Path -> Markdown of each page as its author wrote it: all languages have the same."""
    folder = MAIN.docs
    found = sorted(folder.rglob("*.md"))
    return {page.relative_to(folder).as_posix(): page.read_text("utf8") for page in found}


@cache
def chapters() -> dict[str, str]:
    """Slug -> path of its main page, such as "queue" -> "queues/queue.md"."""
    return {Path(path).stem: path for path in written() if not path.startswith(IN_DEPTH)}


def pages_of(slug: str) -> list[str]:
    """The paths of a chapter's pages: the main page, and the one in depth if there is one."""
    paths = (chapters()[slug], f"{IN_DEPTH}{slug}.md")
    return [path for path in paths if path in written()]


@cache
def page_with(key: str) -> str:
    """The path of the page that holds the whole program "slug/name"."""
    include = f'--8<-- "{key}.py"'
    for path in pages_of(key.partition("/")[0]):
        if include in written()[path]:
            return path
    raise LookupError(f"no page holds {key}.py")


@cache
def title(language: str, path: str) -> str:
    """The heading of a page, without its id."""
    text = (DOCS / language / path).read_text("utf8")
    found = re.search(r"^# (.+?)(?: \{ #[\w-]+ \})?$", text, re.MULTILINE)
    if found is None:
        raise LookupError(f"{path} has no heading")
    return found[1]


@cache
def headings(language: str, path: str) -> dict[str, str]:
    text = (DOCS / language / path).read_text("utf8")
    found = re.findall(r"^#+ (.+?) \{ #([\w-]+) \}$", text, re.MULTILINE)
    return {anchor: words for words, anchor in found}


def heading(target: str, place: Place) -> str:
    """The heading that "group/page.md#anchor" leads to."""
    path, _, anchor = target.partition("#")
    try:
        return headings(place.language, path)[anchor]
    except KeyError:
        raise LookupError(f"{target}: no such heading") from None


def address(place: Place, path: str, anchor: str = "") -> str:
    """Where the built page `path` is, seen from the built page of `place`."""

    def folder(page: str) -> str:
        name = page.removesuffix(".md")
        return "." if name == "index" else name

    if path == place.path and anchor:
        return f"#{anchor}"
    found = posixpath.relpath(folder(path), folder(place.path)) + "/"
    return found + (f"#{anchor}" if anchor else "")


def program_link(key: str, place: Place) -> str:
    """A link to where the program stands on its page.

    HTML, because that anchor is not in the Markdown; a test on the built site follows it.
    """
    program = catalogue.find(key)
    target = address(place, page_with(key), f"program-{program.name}")
    return f'<a href="{target}"><code>{program.name}.py</code></a>'


def page_link(target: str, text: str, place: Place) -> str:
    """A Markdown link to "group/page.md#anchor"."""
    path, _, anchor = target.partition("#")
    relative = posixpath.relpath(path, posixpath.dirname(place.path) or ".")
    return f"[{text}]({relative}{'#' + anchor if anchor else ''})"


def source_link(url: str, place: Place) -> str:
    """A Markdown link to a source, named after what it is, in the page's language if there is one.

    A source within the site is written "group/page.md#anchor".
    """
    if not url.startswith("https://"):
        return page_link(url, title(place.language, url.partition("#")[0]), place)
    return f"[{_label(url, place)}]({in_language(url, place)})"


def in_language(url: str, place: Place) -> str:
    """The address of the page's language, where there is one."""
    return url.replace("https://docs.python.org/", place.words["python_docs"])


def _label(url: str, place: Place) -> str:
    if found := re.fullmatch(r"https://github\.com/python/cpython/(?:issues|pull)/(\d+)", url):
        return f"gh-{found[1]}"
    if found := re.match(r"https://peps\.python\.org/pep-0*(\d+)", url):
        return f"PEP {found[1]}"
    if found := re.search(r"/blob/(3\.\d+)/", url):
        return f"{place.words['links']['source']} {found[1]}"
    if "docs.python.org" in url:
        folders = {"/howto/": "guide", "/whatsnew/": "news"}
        kind = next((kind for part, kind in folders.items() if part in url), "documentation")
        return str(place.words["links"][kind])
    raise LookupError(f"no name for a source such as {url}")
