"""The prose of both languages has none of the phrases that readers stumbled over (prose/*.yml)."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from playground import catalogue
from playground.catalogue import ROOT
from playground.node import find_node
from sitebuild import pages
from sitebuild.languages import WORDS

HERE = Path(__file__).parent / "prose"
NODE = find_node()
NOT_PROSE = re.compile(r"`[^`\n]*`|\]\([^)\s]*\)|\{ #[^}\n]*\}|<[^>\n]+>")
# The one page that tells where the ideas come from.
ORIGIN = "reference/credits.md"
PHRASES = {language: HERE / f"{language}.yml" for language in pages.CONFIGS}


def linted(texts: list[tuple[str, str, str]]) -> list[dict[str, Any]]:
    """(name, language, text) of each -> what is found in them."""
    asked = [
        {"name": name, "rules": str(PHRASES[language]), "text": text}
        for name, language, text in texts
    ]
    done = subprocess.run(
        [NODE, HERE / "lint.mjs"],
        input=json.dumps(asked),
        cwd=ROOT,
        capture_output=True,
        encoding="utf8",
    )
    assert done.returncode == 0, done.stderr[:2000]
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def prose(page: pages.Page) -> str:
    """The page with the same lines, without code and addresses."""
    text = "\n".join(pages.plain_lines(page))
    front = re.search(r"^description: (.*)$", page.written, re.MULTILINE)
    return NOT_PROSE.sub("\u2063", text) + f"\n\n{front[1] if front else ''}\n"


def strings(data: Any, language: str) -> list[str]:
    """What a data file says in one language: all that stands under its key."""
    if isinstance(data, str):
        return []
    if isinstance(data, list):
        return [line for one in data for line in strings(one, language)]
    if not isinstance(data, dict):
        return []
    said = data.get(language)
    own = _all(said) if said is not None else []
    return own + [
        line for key, one in data.items() if key != language for line in strings(one, language)
    ]


def _all(data: Any) -> list[str]:
    if isinstance(data, str):
        return [data]
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [line for part in parts for line in _all(part)]


def data_files() -> list[Path]:
    return [
        *sorted(catalogue.SNIPPETS.glob("*/shows.yml")),
        *sorted((ROOT / "exercises").glob("*/*/exercise.yml")),
        *(ROOT / "reference" / f"{name}.yml" for name in ("decide", "versions", "api", "coverage")),
    ]


@pytest.mark.parametrize("language", pages.CONFIGS)
def test_no_page_has_a_phrase_that_readers_stumble_over(language):
    texts = [(p.name, language, prose(p)) for p in pages.pages(language) if p.path != ORIGIN]
    assert len(texts) > 40
    assert [f"{one['name']}:{one['line']}: {one['message']}" for one in linted(texts)] == []


@pytest.mark.parametrize("language", pages.CONFIGS)
def test_nor_has_what_the_pages_are_made_from(language):
    texts = []
    for file in data_files():
        said = strings(catalogue.read_yaml(file), language)
        texts.append((str(file.relative_to(ROOT)), language, NOT_PROSE.sub("", "\n\n".join(said))))
    words = WORDS / f"{language}.yml"
    texts.append((words.name, language, "\n\n".join(_all(catalogue.read_yaml(words)))))
    assert sum(bool(text) for _, _, text in texts) > 50
    assert [f"{one['name']}: {one['message']}" for one in linted(texts)] == []


@pytest.mark.parametrize("language", pages.CONFIGS)
def test_each_phrase_is_found_in_a_page(language):
    """In the midst of a real page, between code and links."""
    page = pages.Page(language, "locks/races.md")
    rules = yaml.safe_load(PHRASES[language].read_text("utf8"))["rules"]
    assert len(rules) >= 20
    phrases = [spec["from"] for rule in rules for spec in rule["specs"]]
    planted = [(phrase, language, f"{prose(page)}\n{phrase}\n") for phrase in phrases]
    found = {one["name"] for one in linted(planted)}
    assert [phrase for phrase in phrases if phrase not in found] == []
