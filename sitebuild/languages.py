"""Two languages, one site: building the Chinese site builds the English one into /en/.

Knows paths and languages, nothing of what stands on a page.
"""

from __future__ import annotations

import re
import socket
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from playground.catalogue import read_yaml

HERE = Path(__file__).resolve().parent
STRINGS: dict[str, dict[str, str]] = read_yaml(HERE / "strings.yml")

# language -> its folder below the site's root
FOLDERS = {"zh": "", "en": "en/"}

# Where an author breaks a line between two Chinese characters, a browser would show a blank.
_WIDE = r"[\u3000-\u9fff\uff00-\uffef]"
_BREAK = re.compile(rf"({_WIDE}\**)\n *(?=[*\[]*{_WIDE})")

_starting_server = False


def on_startup(*, command: str, dirty: bool) -> None:
    global _starting_server
    _starting_server = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    global _starting_server
    if _starting_server:
        _starting_server = False
        _require_free_port(*config.dev_addr)
    language = config.theme["language"]
    config.extra["strings"] = STRINGS[language]
    config.extra["all_strings"] = STRINGS
    if not config.repo_url:
        config.edit_uri = None  # no repository is named: no "edit this page" either
    if FOLDERS[language]:
        config.theme.static_templates.discard("404.html")  # hosts ask for the one at the root
    return config


def _require_free_port(host: str, port: int) -> None:
    """Say so before the build, not after it, and without a traceback."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Abort(
                f"{host}:{port} cannot be served ({error.strerror}): stop what uses it, "
                f"or choose another port: mkdocs serve -a {host}:{port + 1}"
            ) from None


def _place(context: dict[str, Any], config: MkDocsConfig) -> None:
    """Tell the templates where the site's root and the other language are."""
    folder = FOLDERS[config.theme["language"]]
    base = str(context["base_url"]).rstrip("/")
    root = base + "/.." if folder else base
    other = next(language for language in FOLDERS if language != config.theme["language"])
    page = context.get("page")
    path = page.url if page else ""
    config.extra["scope"] = (root or "") + "/"  # one memory for dark mode, whatever the language
    config.extra["other"] = {
        "language": other,
        "name": STRINGS[config.theme["language"]]["other_language"],
        "url": f"{root}/{FOLDERS[other]}{'' if path == './' else path}",
    }
    if config.site_url:
        site_root = config.site_url.removesuffix(folder)
        config.extra["alternates"] = {
            language: f"{site_root}{FOLDERS[language]}{'' if path == './' else path}"
            for language in FOLDERS
        }


def on_page_markdown(markdown: str, page: Any, config: MkDocsConfig, files: Any) -> str:
    return _BREAK.sub(r"\1", markdown) if config.theme["language"] == "zh" else markdown


def on_page_context(context: Any, page: Any, config: MkDocsConfig, nav: Any) -> Any:
    _place(context, config)
    return context


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> Any:
    _place(context, config)
    if template_name == "sitemap.xml" and config.site_url:
        folder = FOLDERS[config.theme["language"]]
        context["site_root"] = config.site_url.removesuffix(folder)
        context["folders"] = FOLDERS
    return context


def on_post_build(config: MkDocsConfig) -> None:
    if config.theme["language"] != "zh":
        return
    english = load_config(
        str(Path(config.config_file_path).with_name("mkdocs.en.yml")),
        site_dir=str(Path(config.site_dir) / "en"),
        site_url=config.site_url and config.site_url + "en/",
        strict=config.strict,
        dev_addr=str(config.dev_addr),
    )
    english.plugins.on_startup(command="build", dirty=False)
    build(english)
