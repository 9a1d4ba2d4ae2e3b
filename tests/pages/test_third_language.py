"""A third language is a folder of pages, its words, its settings for Material, and one line."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from playground import cache
from playground.catalogue import ROOT
from sitebuild import languages
from sitebuild.assets import engine

PARTS = [
    "docs",
    "words",
    "snippets",
    "exercises",
    "recorded",
    "sitebuild",
    "playground",
    "reference",
    "hosting",
]
FILES = ["mkdocs*.yml", "package*.json", "pyproject.toml", "LICENSE"]
LINKED = ["node_modules", ".venv"]
MARK = "eo·"  # before each word of the made-up language
NOT_SHOWN = {"python_docs", "locale", "unit"}
SITE = "https://threads.example/"
CODE = "eo"  # Material has to know it as well


def marked(words: Any) -> Any:
    """The words of the made-up language: English ones, each marked."""
    match words:
        case dict():
            return {key: words[key] if key in NOT_SHOWN else marked(words[key]) for key in words}
        case list():
            return [marked(one) for one in words]
        case str():
            return f"{MARK}{words}"
        case _:  # how many a reader reads in a minute
            return words


def add_language(copy: Path) -> None:
    shutil.copytree(copy / "docs" / "en", copy / "docs" / CODE)
    words = yaml.safe_load((copy / "words" / "en.yml").read_text("utf8"))
    text = yaml.safe_dump(marked(words), allow_unicode=True, sort_keys=False)
    (copy / "words" / f"{CODE}.yml").write_text(text, "utf8")
    settings = (copy / "mkdocs.en.yml").read_text("utf8")
    for old, new in (("language: en", f"language: {CODE}"), ("docs/en", f"docs/{CODE}")):
        assert old in settings
        settings = settings.replace(old, new)
    (copy / f"mkdocs.{CODE}.yml").write_text(settings, "utf8")
    registry = copy / "sitebuild" / "languages.py"
    text = registry.read_text("utf8")
    last = '    Language("en", "mkdocs.en.yml", folder="en/"),\n'
    line = f'    Language("{CODE}", "mkdocs.{CODE}.yml", folder="{CODE}/", stands_in="en"),\n'
    assert last in text
    registry.write_text(text.replace(last, last + line), "utf8")


#: What others are making meanwhile goes by such a name until it is whole.
UNFINISHED = shutil.ignore_patterns(".part-*")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a copy of the project that has a third language."""
    engine.snapshot()  # made once, for the copy too
    copy = tmp_path_factory.mktemp("third") / "copy"
    copy.mkdir()
    for name in PARTS:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for file in (file for pattern in FILES for file in ROOT.glob(pattern)):
        shutil.copy(file, copy)
    for name in LINKED:
        (copy / name).symlink_to(ROOT / name)
    (copy / ".cache").mkdir()
    for kind in ("snapshot", "image", "interpreter", "pyodide", "scripts"):
        made = copy / ".cache" / "made" / kind
        shutil.copytree(cache.FOLDER / kind, made, ignore=UNFINISHED)
    add_language(copy)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=copy,
        env={"SITE_URL": SITE, "PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    return copy / "site"


def texts(page: Path) -> list[str]:
    """All that is said on a page, attributes that are read out included; no program, no output."""
    tree = LexborHTMLParser(page.read_bytes())
    tree.strip_tags(["script", "style", "pre", "title"])
    for element in tree.css("a.language-switch"):
        element.decompose()
    assert tree.body
    found = [text.strip() for text in tree.body.text(deep=True, separator="\n").splitlines()]
    for element in tree.css("[aria-label]"):
        found.append(str(element.attributes["aria-label"]))
    return [text for text in found if text]


def test_each_page_is_there_in_it_and_says_what_the_english_one_does_in_its_words(built: Path):
    english = sorted((built / "en").rglob("*.html"))
    assert len(english) > 20
    for page in english:
        mine = built / CODE / page.relative_to(built / "en")
        there, here = texts(page), texts(mine)
        assert any(MARK in text for text in here), mine
        assert not any(MARK in text for text in there)
        plain = [text.replace(MARK, "") for text in here]
        # What Material says by itself differs.
        assert len(set(there) - set(plain)) < 30, sorted(set(there) - set(plain))[:40]


def test_no_word_of_ours_is_left_in_another_language(built: Path):
    words = languages.by_code("en").words
    ours = set(words["playground"]["controls"].values()) | {words["output"], words["download"]}
    for page in (built / CODE).rglob("*.html"):
        tree = LexborHTMLParser(page.read_bytes())
        for element in tree.css("button, figcaption, .pg-bar a"):
            assert element.text().strip() not in ours, page


def test_every_language_leads_to_the_others(built: Path):
    for folder, others in {"": ["en", CODE], "en/": ["zh", CODE], f"{CODE}/": ["zh", "en"]}.items():
        tree = LexborHTMLParser((built / folder / "locks/races/index.html").read_bytes())
        links = tree.css("a.language-switch")
        assert [link.attributes["hreflang"] for link in links] == others
        for link in links:
            to = (built / folder / "locks/races" / str(link.attributes["href"])).resolve()
            assert (to / "index.html").is_file()
    missing = LexborHTMLParser((built / "404.html").read_bytes())
    assert [one.attributes["lang"] for one in missing.css(".not-found")] == ["zh", "en", CODE]


def test_search_offline_and_the_site_s_map_have_it(built: Path):
    assert (built / CODE / "search" / "search_docs.json").is_file()
    plan = json.loads((built / "offline.json").read_text("utf8"))
    assert len(plan["shell"]) == 3 and plan["shell"][CODE]
    assert f"{CODE}/locks/races/" in plan["pages"]
    assert not any(f"{CODE}/assets/" in page for page in plan["pages"])
    told = (built / "sitemap.xml").read_text("utf8")
    assert f'hreflang="{CODE}" href="{SITE}{CODE}/locks/races/"' in told
    assert f'hreflang="x-default" href="{SITE}en/locks/races/"' in told


def named(text: str) -> list[str]:
    """Languages that a source names: as a string of its own, or in a folder's name."""
    codes = "|".join(language.code for language in languages.LANGUAGES)
    return re.findall(rf"""["'`](?:{codes})(?:/|_[A-Z]+|-[A-Z]+)?["'`]|/(?:{codes})/""", text)


def test_a_source_that_names_a_language_is_seen():
    assert named('if config.theme["language"] == "zh":')
    assert named("`../../${language === 'en' ? 'en/' : ''}playground/`")
    assert named('og = "zh_CN"') and named("site / 'docs/en/index.md'")
    assert not named('"open", "zhuyin", "en-route" and "when"')


def test_nothing_but_the_registry_names_a_language():
    rooms = [ROOT / "sitebuild", ROOT / "playground"]
    kinds = {".py", ".ts", ".js", ".mjs", ".html", ".xml", ".webmanifest"}
    found = {
        path.relative_to(ROOT).as_posix(): told
        for room in rooms
        for path in room.rglob("*")
        if path.suffix in kinds and path != ROOT / "sitebuild" / "languages.py"
        if (told := named(path.read_text("utf8")))
    }
    assert found == {}
