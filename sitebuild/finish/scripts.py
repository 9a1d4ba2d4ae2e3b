"""Puts the scripts that every first visit waits for in fewer bytes: Material's, and ours beside it.
Material's is written for old browsers too; none of those can run our programs.

Knows links, not what a script does. Not under `mkdocs serve`, where nothing is far away.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from mkdocs.exceptions import PluginError
from selectolax.lexbor import LexborHTMLParser

from playground import cache, node
from playground.catalogue import ROOT
from sitebuild import languages
from sitebuild.assets import digest
from sitebuild.finish.site import BuiltSite, below

INLINE = "script:not([src]):not([type])"
MAKER = Path(__file__).with_name("scripts.mjs")
SHRUNK = re.compile(r"(assets/(?:javascripts/bundle|site)\.)\w+((?:\.min)?\.js)")


def shrink(site: BuiltSite) -> None:
    inline = [(one, one.text()) for page in site.pages for one in page.tree.css(INLINE)]
    linked: dict[str, re.Match[str]] = {}  # what is asked for, by its place in a language's folder
    asks = []
    for page in site.pages:
        for element, attribute in page.links():
            way, uri = below(str(element.attributes[attribute]))
            if named := SHRUNK.fullmatch(uri):
                linked[uri] = named
                asks.append((element, attribute, way, uri))
    if len(linked) != 2:
        raise PluginError(f"the pages ask for other scripts: {sorted(linked)}")
    built = {uri: (site.folder / uri).read_text("utf8") for uri in linked}
    small = smaller([*built.values(), *(text for _, text in inline)])
    for element, text in inline:
        made = LexborHTMLParser(f"<script>{small[text]}</script>")
        element.replace_with(made.css("script")[0])
    names = {uri: _put(site, uri, linked[uri], small[text]) for uri, text in built.items()}
    for element, attribute, way, uri in asks:
        element.attrs[attribute] = way + names[uri]


def _put(site: BuiltSite, old: str, named: re.Match[str], text: str) -> str:
    """In place of the old one, in each language; what it is called now."""
    script = text.encode()
    new = f"{named[1]}{digest.of_bytes(script)}{named[2]}"
    for folder in languages.folders(site.folder):
        for left in (old, f"{old}.map"):
            (folder / left).unlink(missing_ok=True)
        (folder / new).write_bytes(script)
    return new


def smaller(scripts: Iterable[str]) -> dict[str, str]:
    """By what each was. Kept together between builds: it takes seconds, and changes with the
    scripts and their maker alone."""
    given = json.dumps(sorted({*scripts})).encode()
    parts = [given, MAKER.read_bytes(), (ROOT / "package-lock.json").read_bytes()]

    def make(path: Path) -> None:
        done = subprocess.run([node.find_node(), str(MAKER)], input=given, capture_output=True)
        if done.returncode:
            raise PluginError(f"a script cannot be made smaller:\n{done.stderr.decode()}")
        path.write_bytes(done.stdout)

    name = f"{digest.of_bytes(b''.join(parts))}.json"
    made: dict[str, str] = json.loads(cache.entry("scripts", name, make).read_bytes())
    return made
