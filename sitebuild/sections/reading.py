"""What a chapter's page says of itself: how long it takes to read, where its end is, and, where a
repository is named, a way to say what is not clear. And the sum of what was read and solved.

Knows lengths and addresses; the sum itself is kept and shown by the page's script.
"""

from __future__ import annotations

import html
from typing import Any
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from playground.exercises import exercises
from sitebuild import languages
from sitebuild.sections.reference import lengths
from sitebuild.sections.reference.common import pages_of

MARKER = "<!-- progress -->"


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    if MARKER not in markdown:
        return markdown
    count = len(exercises())
    box = f'<div class="progress-box" data-pages="{len(_paths())}" data-exercises="{count}"></div>'
    return markdown.replace(MARKER, box)


def _paths() -> list[str]:
    return [path for slug in lengths.divided() for path in pages_of(slug)]


def on_page_content(content: str, page: Page, config: MkDocsConfig) -> str:
    """After the search has read the page, of which none of this is the text."""
    if page.file.src_uri not in _paths():
        return content
    words: dict[str, Any] = config.extra["strings"]
    language = languages.of(config)
    text = (language.docs / page.file.src_uri).read_text("utf8")
    minutes = max(1, round(lengths.of(text, language.code).minutes))
    time = f'<p class="reading-time">{words["reading_time"].format(minutes=minutes)}</p>'
    return content.replace("</h1>", f"</h1>{time}", 1) + _end(page, config, words)


def _end(page: Page, config: MkDocsConfig, words: dict[str, Any]) -> str:
    if not config.repo_url:
        return '<p class="page-end"></p>'
    title = quote(words["unclear_title"].format(page=page.title))
    body = quote(words["unclear_body"].format(page=page.file.src_uri))
    address = f"{config.repo_url.rstrip('/')}/issues/new?title={title}&body={body}"
    return (
        f'<p class="page-end">{words["clear"]} '
        f'<a href="{html.escape(address)}">{words["unclear"]}</a></p>'
    )
