"""Puts one style sheet in the place of all that a page asks for, without the rules of
Material's that no page of ours can need. Knows links; styles.mjs knows what a rule needs.

Not under `mkdocs serve`: an edit is shown sooner without.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from mkdocs.exceptions import PluginError

from playground import node
from sitebuild import languages
from sitebuild.assets import digest
from sitebuild.finish.site import BuiltPage, BuiltSite, below
from sitebuild.theme.classes import ASKED_FOR, COMPOSED, SHEETS

MAKER = Path(__file__).with_name("styles.mjs")
LINKS = "link[rel=stylesheet]"


def unite(site: BuiltSite, features: list[str]) -> None:
    """`features` are those of Material's that are on."""
    sheets = [uri for _, uri in asked(site.home)]
    absent = [name for name, feature in ASKED_FOR.items() if feature not in features]
    sheet = _made(site.folder, sheets, absent)
    uri = f"{SHEETS}/all.{digest.of_bytes(sheet)}.css"
    for page in site.pages:
        found = asked(page)
        if [sheet for _, sheet in found] != sheets:
            raise PluginError(f"{page.path.name} asks for other style sheets than the home page")
        first, *rest = page.tree.css(LINKS)
        first.attrs["href"] = found[0][0] + uri
        for link in rest:
            link.decompose()
    for folder in languages.folders(site.folder):
        (folder / uri).write_bytes(sheet)
        for old in sheets:
            (folder / old).unlink()
            (folder / f"{old}.map").unlink(missing_ok=True)


def asked(page: BuiltPage) -> list[tuple[str, str]]:
    """The style sheets of a page, as `below` has them."""
    return [below(str(link.attributes["href"])) for link in page.tree.css(LINKS)]


def _made(site: Path, sheets: list[str], absent: list[str]) -> bytes:
    theirs = [str(site / uri) for uri in sheets if uri.startswith(SHEETS)]
    ours = [str(site / uri) for uri in sheets if not uri.startswith(SHEETS)]
    names = {"absent": absent, "composed": COMPOSED}
    job = {"site": str(site), "theirs": theirs, "ours": ours, **names}
    command = [node.find_node(), str(MAKER)]
    done = subprocess.run(command, input=json.dumps(job).encode(), capture_output=True)
    if done.returncode:
        raise PluginError(f"no style sheet could be made:\n{done.stderr.decode()}")
    return done.stdout
