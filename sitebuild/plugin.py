"""The one plugin that mkdocs.yml names: hands each event of a build to the parts that it concerns.

Knows the order of the parts, not what any of them does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from playground.catalogue import ROOT
from sitebuild import hosting, languages
from sitebuild.assets import bundle, fingerprints
from sitebuild.finish import integrity, offline, policy, sbom, scripts, search, styles
from sitebuild.finish.site import BuiltSite
from sitebuild.hosting import rules
from sitebuild.sections import (
    breaks,
    drawings,
    exercises,
    generated,
    possible,
    programs,
    reading,
    timelines,
)
from sitebuild.sections.fences import ProgramFences
from sitebuild.serving import require_free_port, serving
from sitebuild.theme import context, highlighting, reuse


class SitePlugin(BasePlugin):  # type: ignore[no-untyped-call, type-arg]
    """Listed behind the search, which must have read a page before timelines are put on it."""

    starts_server = False

    def __init__(self) -> None:
        self.fences: dict[languages.Language, ProgramFences] = {}

    def on_startup(self, *, command: str, dirty: bool) -> None:
        highlighting.colour_less()
        self.starts_server = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        _require_own(config)
        if self.starts_server:
            self.starts_server = False
            require_free_port(*config.dev_addr)
        for part in (reuse, generated, context, bundle, timelines, offline):
            part.on_config(config)
        self.fences[languages.of(config)] = ProgramFences(config)
        extensions: list[Any] = config.markdown_extensions  # which it says are names alone
        extensions.append(self.fences[languages.of(config)])
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for part in (programs, bundle, fingerprints, sbom):
            part.on_files(files, config)
        return files

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        return reuse.on_pre_page(page, config, files)

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        markdown = breaks.joined(markdown)
        self.fences[languages.of(config)].page = page
        for part in (generated, drawings, possible, exercises, offline, reading):
            markdown = part.on_page_markdown(markdown, page, config, files)
        return markdown

    def on_page_context(
        self, context_: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        context.place(context_, config)
        page.content = reading.on_page_content(page.content or "", page, config)
        return timelines.on_page_context(context_, page, config, nav)

    def on_template_context(
        self, context_: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        context.place_template(context_, template_name, config)
        return context_

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """`mkdocs build` and `serve` build one configuration; no event is later than this one, so
        the first language's is where the others are built, and then all of them finished."""
        if languages.of(config) is not languages.MAIN:
            return
        for language in languages.OTHERS:
            _build(language, config)
        for language in languages.LANGUAGES:
            search.set_apart(Path(config.site_dir) / language.folder, language.code)
        finish(config)


def finish(config: MkDocsConfig) -> None:
    """Of the built site, in all languages. Under `mkdocs serve`, where an edit is shown sooner
    without, nothing is made smaller, kept, or held to a policy."""
    folder = Path(config.site_dir)
    if serving(config):
        offline.leave(folder)
        return
    site = BuiltSite(folder, config.site_url)
    styles.unite(site, config.theme["features"])
    scripts.shrink(site)
    integrity.name(site)
    held = policy.hold(site)
    offline.ship(site)
    hosting.write(folder, rules.HEADERS | held)
    sbom.write(folder)


def _build(language: languages.Language, main: MkDocsConfig) -> None:
    config = load_config(
        str(ROOT / language.configuration),
        site_dir=str(Path(main.site_dir) / language.folder),
        site_url=main.site_url and main.site_url + language.folder,
        strict=main.strict,
        dev_addr=str(main.dev_addr),
    )
    config.plugins.on_startup(command="build", dirty=False)
    build(config)


def _require_own(config: MkDocsConfig) -> None:
    """Another checkout's environment would build this one's pages with its own code."""
    here = Path(config.config_file_path).resolve().parent
    if here != ROOT:
        raise Abort(
            f"this mkdocs builds {ROOT}, not {here}: run `make setup` here, "
            "or `python -m mkdocs` in this folder"
        )
