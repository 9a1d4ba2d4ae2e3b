"""Version truth: each statement on versions is written once, has its source, and is checked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from playground import catalogue
from playground.simthreads.explore.judge import stdout
from sitebuild import pages
from sitebuild.pages import Page
from sitebuild.sections.reference import versions
from sitebuild.sections.reference.common import pages_of
from sitebuild.sections.reference.versions import NUMBER, Entry
from tests.every import every

REFERENCE = "reference/versions.md"
ENTRIES = versions.entries()
PAGES = [page for language in pages.CONFIGS for page in pages.pages(language)]
SUPPORTED = ("3.11", "3.12", "3.13", "3.14")
BOX = re.compile(r'^!!! info "')

# What else a page may say of a version: which Python the site is for, or runs on.
ALLOWED = {
    "index.md": {"3.11"},
    "playground.md": {"3.14"},
    "reference/credits.md": {"3.14"},
    REFERENCE: {"3.11", "3.12", "3.13", "3.14", "3.15"},  # its headings
    "reference/how_it_is_made.md": {"3.11", "3.14"},
    "reference/cheat_sheet.md": {"3.11", "3.12", "3.13", "3.14"},
}

each_entry = every("entry", ENTRIES.values(), lambda entry: entry.id)
IMPORTS = (
    "import builtins, concurrent.futures, functools, heapq, importlib.util, inspect, os\n"
    "import queue, sys, threading\n"
)
ALL_PROOFS = {entry.id: entry.proof for entry in ENTRIES.values() if entry.proof}
ASK = f"{IMPORTS}for key, proof in {ALL_PROOFS!r}.items():\n    print(key, bool(eval(proof)))\n"


def number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.rstrip("t").split(".")))


def test_every_statement_is_listed_on_the_reference_page():
    written = Page("zh", REFERENCE).written
    groups = re.findall(r"^<!-- versions: ([\w.-]+) -->$", written, re.MULTILINE)
    assert sorted(groups) == sorted({entry.group for entry in ENTRIES.values()})


def test_every_statement_that_a_page_shows_is_there():
    shown = {key for page in PAGES for key in versions.SHOWN.findall(page.written)}
    assert sorted(shown - ENTRIES.keys()) == []
    for page in PAGES:
        assert "<!-- version" not in page.text, page.name


@every("slug", sorted(filter(Path.is_dir, catalogue.RECORDED.iterdir())), lambda path: path.name)
def test_every_chapter_takes_its_box_from_the_data(slug):
    *_, path = pages_of(slug.name)
    for language in pages.CONFIGS:
        box = re.search(
            r"^## [^\n]*\{ #versions \}\n(.*?)(?=^## |\Z)",
            Page(language, path).written,
            re.MULTILINE | re.DOTALL,
        )
        if box is None:
            assert path in ("index.md", "playground.md")
            continue
        lines = [line.strip() for line in box[1].splitlines() if line.strip()]
        assert BOX.match(lines[0])
        typed = [line for line in lines[1:] if not versions.SHOWN.match(line)]
        assert typed == [], f"docs/{language}/{path}: put it into reference/versions.yml"


@each_entry
def test_a_statement_has_both_languages_and_a_source(entry):
    assert entry.texts["zh"].strip().endswith("。") and entry.texts["en"].strip().endswith(
        (".", "?")
    )
    assert entry.source
    for url in entry.source:
        if not url.startswith("https://"):
            path, _, anchor = url.partition("#")
            assert f"{{ #{anchor} }}" in Page("en", path).written


@each_entry
def test_both_languages_name_the_same_versions(entry):
    for language in pages.CONFIGS:
        said = set(NUMBER.findall(re.sub(r"\]\([^)]*\)", "]", entry.texts[language])))
        assert said == entry.numbers, language


@each_entry
def test_the_program_of_a_statement_runs_where_it_holds(entry):
    if entry.program is None:
        return
    program = catalogue.find(entry.program)
    if NUMBER.fullmatch(entry.at):
        assert program.requires <= max(number(entry.at)[:2], (3, 11))


@every("program", [p for p in catalogue.programs() if p.requires > (3, 11)], lambda p: p.name)
def test_what_a_program_requires_is_a_statement_of_its_chapter(program):
    needed = ".".join(map(str, program.requires))
    *_, path = pages_of(program.slug)
    shown = versions.SHOWN.findall(Page("zh", path).written)
    assert needed in {ENTRIES[key].at for key in shown}, (
        f"{program.name}.py requires {needed}, but no statement on {path} is about {needed}"
    )


def test_a_chapter_that_says_it_runs_everywhere_does():
    for path in versions.used()["same-output"]:
        newer = [
            p.name
            for p in catalogue.programs()
            if path in pages_of(p.slug) and p.requires > (3, 11)
        ]
        assert newer == [], path


@pytest.mark.parametrize("version", catalogue.interpreters())
def test_each_proof_holds_from_its_version_on(version):
    done = catalogue.execute([("<proofs>", 1, ASK)], python=catalogue.interpreters()[version])
    assert done.ok, done.stderr
    assert wrong(done.stdout, version) == []


def test_each_proof_holds_on_the_python_of_the_pages(engine):
    record = engine.run(ASK)
    assert wrong(stdout(record), "3.14") == []


def wrong(said: str, version: str) -> list[str]:
    held = dict(line.split() for line in said.splitlines())
    assert held.keys() == ALL_PROOFS.keys()
    return [
        f"{key}: {ENTRIES[key].proof} is {holds} on {version}"
        for key, holds in held.items()
        if (holds == "True") != (number(version) >= number(ENTRIES[key].at))
    ]


def paragraphs(page: Page) -> list[tuple[int, str]]:
    """(line, text) of each paragraph, item, row and heading as written, addresses blanked."""
    found: list[tuple[int, str]] = []
    for line_number, line in enumerate(pages.plain_lines(page, written=True), 1):
        text = re.sub(r"\]\([^)]*\)|<https?://[^>]*>|<!--.*?-->|\{ #[^}]*\}", "] ", line)
        if not found or not line or re.match(r"([-*#|!?]|\d+\. )", line) or not found[-1][1]:
            found.append((line_number, text))
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]} {text}")
    return [(line_number, text) for line_number, text in found if text.strip()]


def backs(entry: Entry, path: str, text: str, named: set[str]) -> bool:
    """Whether a paragraph of a page that names these versions speaks of this statement."""
    words = entry.prose.get(path)
    if words is None or not any(word in text for word in words.split("|")):
        return False
    before = {v for v in SUPPORTED if NUMBER.fullmatch(entry.at) and number(v) < number(entry.at)}
    return named <= entry.numbers or named == before


@every("page", PAGES, lambda page: page.name)
def test_no_page_says_of_a_version_what_no_statement_backs(page):
    """A wrong or a new "since 3.x" in the prose of a page ends here."""
    unbacked = []
    for line, text in paragraphs(page):
        named = set(NUMBER.findall(re.sub(r"`[^`]*`", " ", text)))
        named -= ALLOWED.get(page.path, set())
        if not named or BOX.match(text):
            continue
        if not any(backs(entry, page.path, text, named) for entry in ENTRIES.values()):
            unbacked.append(f"{page.name}:{line}: {', '.join(sorted(named))}: {text[:80]}")
    assert unbacked == [], "show a statement of reference/versions.yml, or name the page there"


@each_entry
def test_a_page_that_a_statement_names_speaks_of_it(entry):
    for path in entry.prose:
        for language in pages.CONFIGS:
            spoken = [
                text
                for _, text in paragraphs(Page(language, path))
                if (named := set(NUMBER.findall(re.sub(r"`[^`]*`", " ", text))))
                and backs(entry, path, text, named)
            ]
            assert spoken, f"docs/{language}/{path} says nothing of {entry.id}"
