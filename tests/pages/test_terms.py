"""Terms are used as the glossary page has them; its table is the list that is checked."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from sitebuild import pages
from sitebuild.pages import Page
from tests.every import every

GLOSSARY = "reference/glossary.md"


@dataclass(frozen=True)
class Term:
    chinese: str
    english: str
    avoided: tuple[str, ...]


def rows(language: str) -> list[list[str]]:
    lines = Page(language, GLOSSARY).text.splitlines()
    table = [line for line in lines if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
    return [row for row in cells if not set("".join(row)) <= set("-: ")]


def words(cell: str) -> tuple[str, ...]:
    return tuple(w.strip(" `") for w in re.split(r"[、,;；]", cell) if w.strip(" `—-"))


@functools.cache
def terms() -> list[Term]:
    """Each row but the heading: Chinese, English, meaning, words not used."""
    return [Term(words(row[0])[0], words(row[1])[0], words(row[3])) for row in rows("zh")[1:]]


def prose(page: Page) -> str:
    text = "\n".join(pages.plain_lines(page))
    return re.sub(r"`[^`]*`|\]\([^)]*\)|\{ #[^}]*\}|<[^>]+>", " ", text)


def test_the_glossary_has_the_same_terms_in_both_languages():
    pairs = [
        [(words(row[0]), words(row[1]), words(row[3])) for row in rows(language)[1:]]
        for language in pages.CONFIGS
    ]
    assert pairs[0] == pairs[1]


def test_the_glossary_names_each_term_once():
    for names in ([t.chinese for t in terms()], [t.english for t in terms()]):
        assert sorted(names) == sorted(set(names))


@every(
    "page",
    [page for language in pages.CONFIGS for page in pages.pages(language) if page.path != GLOSSARY],
    lambda page: page.name,
)
def test_no_page_uses_a_word_that_the_glossary_avoids(page):
    lines = prose(page).splitlines()
    faults = [
        f"{page.name}:{number}: {avoided}: write {term.chinese} ({term.english})"
        for number, line in enumerate(lines, 1)
        for term in terms()
        for avoided in term.avoided
        if re.search(
            rf"\b{re.escape(avoided)}\b" if avoided.isascii() else re.escape(avoided), line, re.I
        )
    ]
    assert faults == []


@every("page", [p for p in pages.pages("zh") if p.path != GLOSSARY], lambda page: page.path)
def test_a_term_of_one_language_is_the_same_term_in_the_other(page):
    """Where the English page speaks of a term, the Chinese page has its word for it."""
    english = prose(Page("en", page.path)) if Page("en", page.path).file.is_file() else ""
    chinese = "\n".join(pages.plain_lines(page))
    missing = [
        f"{page.name}: the English page has {term.english!r}, this one never says {term.chinese}"
        for term in terms()
        if re.search(rf"\b{re.escape(term.english)}s?\b", english, re.I)
        and term.chinese not in chinese
        and not re.search(rf"\b{re.escape(term.english)}", chinese, re.I)
    ]
    assert missing == []
