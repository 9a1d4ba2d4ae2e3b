"""Puts one style sheet in the place of all that a page asks for, without the rules of
Material's that no page of ours can need. Knows links; styles.mjs knows what a rule needs.

Not under `mkdocs serve`: an edit is shown sooner without.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from playground import node
from sitebuild import languages
from sitebuild.assets import digest

MAKER = Path(__file__).with_name("styles.mjs")
FOLDER = "assets/stylesheets"  # Material's own, to which the addresses in its sheets are relative
# What Material's script makes only for a feature that is on, or where a page has the like of it.
ASKED_FOR = {
    "md-annotation": "content.code.annotate",
    "md-tooltip": "content.tooltips",
    "md-source__fact": None,
    "md-status": None,
    "md-tag": None,
    "md-version": None,
    "tabbed-": None,
}
LINK = re.compile(r'\s*<link rel="stylesheet" href="([^"]*?)(assets/[^"]+\.css)">')


def on_post_build(config: MkDocsConfig) -> None:
    site = Path(config.site_dir)
    sheets = [uri for _, uri in LINK.findall((site / "index.html").read_text("utf8"))]
    features = config.theme["features"]
    absent = [name for name, feature in ASKED_FOR.items() if feature not in features]
    sheet = _made(site, sheets, absent)
    uri = f"{FOLDER}/all.{digest.of_bytes(sheet)}.css"
    for page in site.rglob("*.html"):
        page.write_text(_with_one(page, sheets, uri), "utf8")
    for folder in languages.folders(site):
        (folder / uri).write_bytes(sheet)
        for old in sheets:
            (folder / old).unlink()
            (folder / f"{old}.map").unlink(missing_ok=True)


def _made(site: Path, sheets: list[str], absent: list[str]) -> bytes:
    theirs = [str(site / uri) for uri in sheets if uri.startswith(FOLDER)]
    ours = [str(site / uri) for uri in sheets if not uri.startswith(FOLDER)]
    job = {"site": str(site), "theirs": theirs, "ours": ours, "absent": absent}
    command = [node.find_node(), str(MAKER)]
    done = subprocess.run(command, input=json.dumps(job).encode(), capture_output=True)
    if done.returncode:
        raise PluginError(f"no style sheet could be made:\n{done.stderr.decode()}")
    return done.stdout


def _with_one(page: Path, sheets: list[str], uri: str) -> str:
    """The page with one link in the place of all; they must be those that the sheet is made of."""
    text = page.read_text("utf8")
    links = list(LINK.finditer(text))
    if [link[2] for link in links] != sheets:
        raise PluginError(f"{page.name} asks for other style sheets than the home page")
    one = f'<link rel="stylesheet" href="{links[0][1]}{uri}">'
    return text[: links[0].start()] + one + LINK.sub("", text[links[0].end() :])
