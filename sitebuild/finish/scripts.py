"""Puts the scripts that every first visit waits for in fewer bytes: Material's, and ours beside it.
Material's is written for old browsers too; none of those can run our programs.

Knows links, not what a script does. Not under `mkdocs serve`, where nothing is far away.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from playground import node
from playground.catalogue import ROOT
from sitebuild import languages
from sitebuild.assets import digest
from sitebuild.assets.engine import write

MAKER = Path(__file__).with_name("scripts.mjs")
CACHE = ROOT / ".cache" / "scripts"
LINK = re.compile(
    r'(?<=<script src=")([^"]*?)(assets/(?:javascripts/bundle|site)\.)(\w+)((?:\.min)?\.js)(?=")'
)


def on_post_build(config: MkDocsConfig) -> None:
    site = Path(config.site_dir)
    links = LINK.findall((site / "index.html").read_text("utf8"))
    made = {stem: smaller((site / f"{stem}{old}{end}").read_bytes()) for _, stem, old, end in links}
    if len(made) != 2:
        raise PluginError(f"the home page asks for other scripts: {sorted(made)}")
    names = {stem: digest.of_bytes(script) for stem, script in made.items()}
    for page in site.rglob("*.html"):
        text = page.read_text("utf8")
        page.write_text(LINK.sub(lambda it: it[1] + it[2] + names[it[2]] + it[4], text), "utf8")
    for folder in languages.folders(site):
        for _, stem, old, end in links:
            for left in (f"{stem}{old}{end}", f"{stem}{old}{end}.map"):
                (folder / left).unlink(missing_ok=True)
            (folder / f"{stem}{names[stem]}{end}").write_bytes(made[stem])


def smaller(script: bytes) -> bytes:
    """Kept between builds: it takes seconds, and changes with the script and its maker alone."""
    parts = [script, MAKER.read_bytes(), (ROOT / "package-lock.json").read_bytes()]
    kept = CACHE / f"{digest.of_bytes(b''.join(parts))}.js"
    if not kept.is_file():
        done = subprocess.run([node.find_node(), str(MAKER)], input=script, capture_output=True)
        if done.returncode:
            raise PluginError(f"a script cannot be made smaller:\n{done.stderr.decode()}")
        CACHE.mkdir(parents=True, exist_ok=True)
        write(kept, done.stdout)
    return kept.read_bytes()
