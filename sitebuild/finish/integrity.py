"""Names beside each link to a script or a style sheet what it must hold: a browser then takes
nothing else for it, whoever stands between it and the host. Knows links, not files' sense."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from sitebuild.assets import digest

LINK = re.compile(r'<(?:script|link)\b[^>]*?\b(?:src|href)="(?P<to>[^"]+\.(?:css|js))"')


def on_post_build(config: MkDocsConfig) -> None:
    site = Path(config.site_dir).resolve()
    below = urlsplit(config.site_url or "/").path  # of it, for the page that stands everywhere
    for page in site.rglob("*.html"):

        def told(link: re.Match[str], here: Path = page.parent) -> str:
            to = link["to"]
            start, path = (site, to.removeprefix(below)) if to.startswith("/") else (here, to)
            return f'{link[0]} integrity="{of((start / path).resolve())}"'

        page.write_text(LINK.sub(told, page.read_text("utf8")), "utf8")


@cache
def of(file: Path) -> str:
    if not file.is_file():
        raise PluginError(f"a page links to {file.name}, which is not there")
    return digest.integrity(file.read_bytes())
