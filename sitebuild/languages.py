"""What languages the site has: each a line here, its pages in docs/, its words in words/, and its
settings for Material. Nothing else names one, or says how many there are. Knows no page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from mkdocs.config.defaults import MkDocsConfig

from playground.catalogue import ROOT, read_yaml

WORDS = ROOT / "words"
DOCS = ROOT / "docs"

Said = TypeVar("Said")


@dataclass(frozen=True)
class Language:
    """`folder` is its place below the site's root, with a slash; `stands_in`, the language that is
    read in the data of reference pages, programs and exercises until it is said in this one."""

    code: str
    configuration: str
    folder: str = ""
    stands_in: str = ""

    @property
    def words(self) -> dict[str, Any]:
        return _words(self.code)

    @property
    def docs(self) -> Path:
        return DOCS / self.code

    @property
    def to_root(self) -> str:
        """The way from its folder to the site's root."""
        return "../" * self.folder.count("/")

    def below(self, address: str) -> str:
        """Of an address within its folder, or of that folder's own, the site's root."""
        return address.removesuffix(self.folder)


# The first lies at the site's root, and building it builds them all.
LANGUAGES = (
    Language("zh", "mkdocs.yml"),
    Language("en", "mkdocs.en.yml", folder="en/"),
)
MAIN, *OTHERS = LANGUAGES
#: For a reader whose language is none of these.
DEFAULT = next(language for language in LANGUAGES if language.code == "en")


def by_code(code: str) -> Language:
    return next(language for language in LANGUAGES if language.code == code)


def of(config: MkDocsConfig) -> Language:
    """The language that is being built."""
    return by_code(config.theme["language"])


def said(texts: Mapping[str, Said], code: str) -> Said:
    """What is said in a language. KeyError where it is said neither in it nor in its stand-in."""
    return texts[code] if code in texts else texts[by_code(code).stands_in]


@cache
def _words(code: str) -> dict[str, Any]:
    found: dict[str, Any] = read_yaml(WORDS / f"{code}.yml")
    return found


def word_files() -> list[Path]:
    return [WORDS / f"{language.code}.yml" for language in LANGUAGES]


def forget() -> None:
    """`mkdocs serve` lives on while words change."""
    _words.cache_clear()


def folders(site: Path) -> Iterator[Path]:
    """Where the languages lie in a built site."""
    for language in LANGUAGES:
        yield site / language.folder
