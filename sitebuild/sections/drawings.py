"""Inline drawings: `<!-- drawing: name -->` becomes the SVG, its words in the page's language."""

from __future__ import annotations

import html
import re
from pathlib import Path
from string import Template

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from sitebuild import languages, theme

DRAWINGS = Path(theme.__file__).parent / "drawings"
_MARK = re.compile(r"^<!-- drawing: (\w+) -->$", re.MULTILINE)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    language = config.theme["language"]

    def draw(mark: re.Match[str]) -> str:
        try:
            svg = render(mark[1], language)
        except (OSError, KeyError) as error:
            raise PluginError(f"{page.file.src_uri}: drawing {mark[1]}: {error}") from None
        return f'<figure class="drawing">{svg}</figure>'

    return _MARK.sub(draw, markdown)


def render(name: str, language: str) -> str:
    """The SVG on one line, so that Markdown takes it as one block of HTML."""
    svg = (DRAWINGS / f"{name}.svg").read_text("utf8")
    words = languages.by_code(language).words["drawings"][name]
    filled = Template(svg).substitute({key: html.escape(str(text)) for key, text in words.items()})
    return " ".join(line.strip() for line in filled.splitlines())
