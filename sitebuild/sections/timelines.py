"""Puts each program's recorded run beneath it as a timeline, drawn by playground/web/static.ts.

Knows files and where a program stands on a page; knows nothing of what a timeline looks like.
"""

from __future__ import annotations

import json
import re
import subprocess
import sysconfig
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from playground import cache
from playground.catalogue import RECORDED, ROOT, Program
from sitebuild import languages
from sitebuild.assets import digest

WEB = ROOT / "playground" / "web"
_MARK = re.compile(r"<!-- timeline of ([\w/]+) -->")
_IMPORT = re.compile(r'from "(\.{1,2}/[^"]+)"')

LARGEST = 20_000  # characters of one figure; a run of thousands of events is drawn when it is run

_figures: dict[str, dict[str, str]] = {}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    global _figures
    _figures = figures()
    return config


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """After the search has read the page: a figure's marks and labels are no text to be found."""
    language = config.theme["language"]

    def draw(mark: re.Match[str]) -> str:
        figure = _figures.get(mark[1], {}).get(language, "")
        return figure if len(figure) <= LARGEST else ""

    page.content = _MARK.sub(draw, page.content or "")
    return context


def mark(program: Program) -> str:
    """Stands for the figure until then."""
    return f"<!-- timeline of {program.slug}/{program.name} -->"


def figures() -> dict[str, dict[str, str]]:
    """The HTML of each recorded run by program and language: drawn in one go, and kept."""
    records = {
        path.relative_to(RECORDED).with_suffix("").as_posix(): path
        for path in sorted(RECORDED.glob("*/*.json"))
    }
    parts = [*records.values(), *languages.word_files(), *_modules(WEB / "static.ts", set())]

    def draw(path: Path) -> None:
        path.write_text(_draw(records), "utf8")

    kept = cache.entry("timelines", f"{digest.of_files(parts, ROOT)}.json", draw)
    result: dict[str, dict[str, str]] = json.loads(kept.read_text("utf8"))
    return result


def _modules(file: Path, found: set[Path]) -> set[Path]:
    """The module and all that it imports: an edit of another one draws nothing anew."""
    if file not in found:
        found.add(file)
        for name in _IMPORT.findall(file.read_text("utf8")):
            _modules((file.parent / name).resolve(), found)
    return found


def _draw(records: dict[str, Path]) -> str:
    words = {one.code: one.words["playground"]["timeline"] for one in languages.LANGUAGES}
    job = {"words": words, "records": {key: str(path) for key, path in records.items()}}
    node = Path(sysconfig.get_path("scripts")) / "node"
    done = subprocess.run(
        [str(node), str(WEB / "static.ts")], input=json.dumps(job), capture_output=True, text=True
    )
    if done.returncode:
        raise PluginError(f"the timelines cannot be drawn:\n{done.stderr}")
    return done.stdout
