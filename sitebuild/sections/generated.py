"""Fills in what a page takes from the data files of reference/: versions, programs, tables."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from sitebuild import languages
from sitebuild.sections.reference import Place, expand, forget


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    if languages.of(config) is languages.MAIN:  # the others come later in the same build
        languages.forget()
        forget()
    return config


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    place = Place(config.theme["language"], page.file.src_uri)
    try:
        return expand(markdown, place)
    except LookupError as error:
        raise PluginError(f"{page.file.src_uri}: {error}") from None
