"""What a program can print, at rest: `<!-- possible: slug/name -->` becomes a table of each output
and in how many orders it comes. Knows what was recorded; knows no engine."""

from __future__ import annotations

import html
import re
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from playground import possible
from sitebuild import languages


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    words = languages.by_code(config.theme["language"]).words["possible"]

    def table(mark: re.Match[str]) -> str:
        try:
            return render(possible.kept()[mark[1]], words)
        except (OSError, KeyError):
            raise PluginError(f"{page.file.src_uri}: nothing recorded of {mark[1]}") from None

    return possible.MARK.sub(table, markdown)


def render(found: dict[str, Any], words: dict[str, str]) -> str:
    """A table of Markdown, with a sentence that it is whole."""
    lines = [f"| {words['output']} | {words['orders']} | {words['schedule']} |", "|---|---|---|"]
    for each in found["outcomes"]:
        printed = "<br>".join(html.escape(line) for line in each["output"].splitlines())
        shown = f"<code>{printed.replace('|', '&#124;')}</code>"
        lines.append(f"| {shown} | {each['orders']} | `{each['schedule']}` |")
    whole = words["whole"].format(orders=found["orders"], outcomes=len(found["outcomes"]))
    return "\n".join([*lines, "", whole])
