"""What our templates are told: words, and where the site's root and the other languages are.

Knows templates and addresses, nothing of what stands on a page.
"""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from sitebuild import languages
from sitebuild.languages import LANGUAGES


def on_config(config: MkDocsConfig) -> None:
    language = languages.of(config)
    config.extra["strings"] = language.words
    config.extra["to_root"] = language.to_root
    if not config.repo_url:
        config.edit_uri = None  # no repository is named: no "edit this page" either
    if language is not languages.MAIN:
        config.theme.static_templates.discard("404.html")  # hosts ask for the one at the root


def place(context: Any, config: MkDocsConfig) -> None:
    mine = languages.of(config)
    root = str(context["base_url"]).rstrip("/") + "/.." * mine.folder.count("/")
    page = context.get("page")
    path = page.url if page and page.url != "./" else ""
    config.extra["scope"] = f"{root}/"  # one memory for dark mode, whatever the language
    config.extra["here"] = told(mine, root, path)
    config.extra["elsewhere"] = [told(one, root, path) for one in LANGUAGES if one is not mine]


def told(language: languages.Language, root: str, path: str) -> dict[str, Any]:
    """A language, with the address of the same page in it."""
    url = f"{root}/{language.folder}{path}"
    home = f"{root}/{language.folder}"
    facts = {"language": language.code, "folder": language.folder, "home": home}
    return {**facts, "strings": language.words, "url": url}


def place_template(context: Any, name: str, config: MkDocsConfig) -> None:
    place(context, config)
    if name == "sitemap.xml" and config.site_url:
        context["site_root"] = languages.of(config).below(config.site_url)
        context["folders"] = {language.code: language.folder for language in LANGUAGES}
        context["folders"]["x-default"] = languages.DEFAULT.folder
