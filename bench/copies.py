"""A copy of the project in a temporary folder, in which the chapters stand n times.

A copy of a chapter is a chapter of its own: pages, programs, records, exercises and tests under a
new slug. Knows the project's folders, not what is measured.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from bench.sites import CONFIGS, ROOT

FOLDERS = ["docs", "snippets", "recorded", "sitebuild", "playground", "reference", "hosting"]
FOLDERS += ["exercises", "tests", "bench", "tools", "words"]
LINKED = (".venv", "node_modules")  # large, and only read


def make(copy: Path, times: int = 1) -> None:
    copy.mkdir(parents=True)
    for name in FOLDERS:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ROOT.iterdir():
        if file.is_file() and not file.name.startswith("."):
            shutil.copy(file, copy / file.name)
    for name in LINKED:
        (copy / name).symlink_to(ROOT / name)
    _link_caches(copy)
    for number in range(2, times + 1):
        for slug, pages in chapters(copy).items():
            _repeat(copy, slug, pages, number)


def _link_caches(copy: Path) -> None:
    """What is costly to make and is named after what it is made from; the rest is made anew."""
    (copy / ".cache" / "made").mkdir(parents=True)
    browser = (ROOT / ".cache").glob("chromium*")
    for kept in (*browser, *(ROOT / ".cache" / "made").iterdir()):
        if kept.name != "timelines":
            (copy / kept.relative_to(ROOT)).symlink_to(kept)


def chapters(copy: Path) -> dict[str, list[str]]:
    """Slug -> paths of its pages that have programs, but for copies and what lies in no group."""
    folder = copy / "docs" / "zh"
    have = {path.name for path in (copy / "snippets").iterdir()}
    found: dict[str, list[str]] = {}
    for page in sorted(folder.rglob("*/*.md")):
        if page.stem in have and not _copied(page.stem):
            found.setdefault(page.stem, []).append(page.relative_to(folder).as_posix())
    return found


def _copied(slug: str) -> bool:
    return re.search(r"_copy\d+$", slug) is not None


def _repeat(copy: Path, slug: str, chapter: list[str], number: int) -> None:
    new = f"{slug}_copy{number}"
    for folder in ("snippets", "recorded", "exercises"):
        if (copy / folder / slug).is_dir():
            shutil.copytree(copy / folder / slug, copy / folder / new)
    test = copy / "tests" / "snippets" / f"test_{slug}.py"
    if test.is_file():
        shutil.copy(test, test.with_name(f"test_{new}.py"))
    for language, config in CONFIGS.items():
        pages = copy / "docs" / language
        for page in chapter:
            path = f"{page.removesuffix(f'{slug}.md')}{new}.md"
            text = (pages / page).read_text("utf8").replace(f"/{slug}.md", f"/{new}.md")
            (pages / path).write_text(text.replace(f'--8<-- "{slug}/', f'--8<-- "{new}/'), "utf8")
            _add_to_nav(copy / config, page, path)


def _add_to_nav(config: Path, page: str, path: str) -> None:
    text = config.read_text("utf8")
    line = re.search(rf"^( *- ){re.escape(page)}$", text, re.MULTILINE)
    assert line, f"{config.name} has no line for {page}"
    config.write_text(text.replace(line[0], f"{line[0]}\n{line[1]}{path}", 1), "utf8")
