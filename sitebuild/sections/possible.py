"""What a program can print, at rest: `<!-- possible: slug/name -->` becomes a table of each output
and in how many orders it comes, `<!-- quiz: slug/name -->` a question. Knows what was recorded;
knows no engine."""

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
from sitebuild.sections import quiz


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    language = config.theme["language"]

    def place(mark: re.Match[str]) -> str:
        kind, name = mark.groups()
        try:
            found = possible.kept()[name]
        except (OSError, KeyError):
            raise PluginError(f"{page.file.src_uri}: nothing recorded of {name}") from None
        if kind == "quiz":
            return quiz.render(name, found, language)
        return render(found, languages.by_code(language).words["possible"])

    return possible.MARK.sub(place, markdown)


def render(found: dict[str, Any], words: dict[str, str]) -> str:
    """A table of Markdown, with a sentence that it is whole."""
    lines = [f"| {words['output']} | {words['orders']} | {words['schedule']} |", "|---|---|---|"]
    for each in found["outcomes"]:
        printed = "<br>".join(html.escape(line) for line in each["output"].splitlines())
        shown = f"<code>{printed.replace('|', '&#124;')}</code>"
        lines.append(f"| {shown} | {each['orders']} | `{each['schedule']}` |")
    whole = words["whole"].format(orders=found["orders"], outcomes=len(found["outcomes"]))
    return "\n".join([*lines, "", whole])
