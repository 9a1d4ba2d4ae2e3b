"""Names beside each link to a script or a style sheet what it must hold: a browser then takes
nothing else for it, whoever stands between it and the host. Knows links, not files' sense."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from mkdocs.exceptions import PluginError

from sitebuild.assets import digest
from sitebuild.finish.site import BuiltSite


def name(site: BuiltSite) -> None:
    known = cache(of)
    for page in site.pages:
        for element, attribute in page.links():
            link = str(element.attributes[attribute])
            element.attrs["integrity"] = known(site.file(page, link))


def of(file: Path) -> str:
    if not file.is_file():
        raise PluginError(f"a page links to {file.name}, which is not there")
    return digest.integrity(file.read_bytes())
