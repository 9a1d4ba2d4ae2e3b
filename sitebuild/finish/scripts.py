"""Puts the scripts that every first visit waits for in fewer bytes: Material's, and ours beside it.
Material's is written for old browsers too; none of those can run our programs.

Knows links, not what a script does. Not under `mkdocs serve`, where nothing is far away.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from mkdocs.exceptions import PluginError
from selectolax.lexbor import LexborHTMLParser

from playground import cache, node
from playground.catalogue import ROOT
from sitebuild import languages
from sitebuild.assets import digest
from sitebuild.finish.site import BuiltSite, below

MAKER = Path(__file__).with_name("scripts.mjs")
SHRUNK = re.compile(r"(assets/(?:javascripts/bundle|site)\.)\w+((?:\.min)?\.js)")


def shrink(site: BuiltSite) -> None:
    _shrink_inline(site)
    names: dict[str, str] = {}  # uri, as it was built -> what it is called when it is smaller
    for page in site.pages:
        for element, attribute in page.links():
            way, uri = below(str(element.attributes[attribute]))
            if named := SHRUNK.fullmatch(uri):
                if uri not in names:
                    script = smaller((site.folder / uri).read_bytes())
                    names[uri] = f"{named[1]}{digest.of_bytes(script)}{named[2]}"
                element.attrs[attribute] = way + names[uri]
    if len(names) != 2:
        raise PluginError(f"the pages ask for other scripts: {sorted(names)}")
    for old, new in names.items():
        script = smaller((site.folder / old).read_bytes())
        for folder in languages.folders(site.folder):
            for left in (old, f"{old}.map"):
                (folder / left).unlink(missing_ok=True)
            (folder / new).write_bytes(script)


def _shrink_inline(site: BuiltSite) -> None:
    made: dict[str, str] = {}
    for page in site.pages:
        for element in page.tree.css("script:not([src]):not([type])"):
            text = element.text()
            if text not in made:
                made[text] = f"<script>{smaller(text.encode()).decode()}</script>"
            element.replace_with(LexborHTMLParser(made[text]).css("script")[0])


def smaller(script: bytes) -> bytes:
    """Kept between builds: it takes seconds, and changes with the script and its maker alone."""
    parts = [script, MAKER.read_bytes(), (ROOT / "package-lock.json").read_bytes()]

    def make(path: Path) -> None:
        done = subprocess.run([node.find_node(), str(MAKER)], input=script, capture_output=True)
        if done.returncode:
            raise PluginError(f"a script cannot be made smaller:\n{done.stderr.decode()}")
        path.write_bytes(done.stdout)

    name = f"{digest.of_bytes(b''.join(parts))}.js"
    return cache.entry("scripts", name, make).read_bytes()
