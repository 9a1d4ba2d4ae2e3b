"""Puts Material's script in fewer bytes, which every first visit waits for; the browsers that run
our programs need none of what it does for old ones. Knows links, not what the script does.

Not under `mkdocs serve`, where nothing is far away.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from catalogue import ROOT
from playground import node
from site_theme import digest
from site_theme.hooks.languages import FOLDERS
from site_theme.hooks.offline import serving

MAKER = Path(__file__).resolve().parent.parent / "scripts.mjs"
CACHE = ROOT / ".cache" / "scripts"
SCRIPT = re.compile(r'(?<=<script src=")([^"]*?)(assets/javascripts/)(bundle\.\w+\.min\.js)(?=")')


def on_post_build(config: MkDocsConfig) -> None:
    """The English site is there by now: the Chinese one is built last but for this."""
    if config.theme["language"] != "zh" or serving(config):
        return
    site = Path(config.site_dir)
    link = SCRIPT.search((site / "index.html").read_text("utf8"))
    if link is None:
        raise PluginError("the home page asks for no script of Material's")
    script = _made(site / link[2] / link[3])
    name = f"bundle.{digest.of_bytes(script)}.min.js"
    for page in site.rglob("*.html"):
        page.write_text(SCRIPT.sub(rf"\1\2{name}", page.read_text("utf8")), "utf8")
    for folder in FOLDERS.values():
        place = site / folder / link[2]
        (place / name).write_bytes(script)
        for old in (link[3], f"{link[3]}.map"):
            (place / old).unlink(missing_ok=True)


def _made(original: Path) -> bytes:
    """Kept between builds: it takes seconds, and changes with Material and with its maker alone."""
    parts = [original.read_bytes(), MAKER.read_bytes(), (ROOT / "package-lock.json").read_bytes()]
    kept = CACHE / f"{digest.of_bytes(b''.join(parts))}.js"
    if not kept.is_file():
        command = [node.find_node(), str(MAKER)]
        done = subprocess.run(command, input=parts[0], capture_output=True)
        if done.returncode:
            raise PluginError(f"Material's script cannot be made smaller:\n{done.stderr.decode()}")
        CACHE.mkdir(parents=True, exist_ok=True)
        partial = kept.with_suffix(".part")
        partial.write_bytes(done.stdout)
        partial.replace(kept)
    return kept.read_bytes()
