"""A built site in all its languages, between its building and its shipping: each page is parsed
once and written once, whatever is made of it in between. Knows files and elements, not why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

_KEPT = re.compile(r"(<(pre|script|textarea)\b.*?</\2>)", re.DOTALL)
_BREAK = re.compile(r"\s*\n\s*")


class BuiltPage:
    """`tree` is what is worked on; `text` is made of it when all is done, and may be filled in."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tree = LexborHTMLParser(path.read_bytes())

    def text(self) -> str:
        return without_blanks(f"{self.tree.html}\n")

    def links(self) -> Iterator[tuple[LexborNode, str]]:
        """Each script and style sheet that it asks for: (element, name of its attribute)."""
        for element in self.tree.css("script[src], link[href]"):
            name = "src" if element.tag == "script" else "href"
            if str(element.attributes[name]).endswith((".css", ".js")):
                yield element, name


class BuiltSite:
    """`address` is where it will stand, if that is known."""

    def __init__(self, folder: Path, address: str | None = None) -> None:
        self.folder = folder.resolve()
        self._below = urlsplit(address or "/").path
        self.pages = [BuiltPage(path) for path in sorted(self.folder.rglob("*.html"))]
        self.home = next(page for page in self.pages if page.path == self.folder / "index.html")

    def file(self, page: BuiltPage, link: str) -> Path:
        """What a link of the page leads to. The page for what is missing may stand anywhere, so
        its links begin at the root."""
        if link.startswith("/"):
            return (self.folder / link.removeprefix(self._below)).resolve()
        return (page.path.parent / link).resolve()


def below(link: str) -> tuple[str, str]:
    """A link to an asset: the way to its language's folder, and its place in there."""
    way, _, rest = link.partition("assets/")
    return way, f"assets/{rest}"


def without_blanks(page: str) -> str:
    """Without the empty lines and the indentation of templates, which no reader sees. A break stays
    a break: between two words it is a blank. In code, scripts and what is typed, blanks count."""
    plain_kept_tag = _KEPT.split(page)  # and so on: what is kept has a group for its tag
    parts = zip(plain_kept_tag[::3], [*plain_kept_tag[1::3], ""], strict=True)
    return "".join(_BREAK.sub("\n", plain) + kept for plain, kept in parts)
