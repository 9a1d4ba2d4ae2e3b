"""Runs esbuild on the Node that the project sets up. Knows no file of the site."""

from __future__ import annotations

import json
import subprocess
from typing import Any, NamedTuple

from mkdocs.exceptions import PluginError

from playground import node
from playground.catalogue import ROOT

SCRIPT = ROOT / "playground" / "web" / "build.mjs"


class Bundled(NamedTuple):
    """What went in, as paths from the project's root; and of each entry, the names of what came
    out."""

    inputs: list[str]
    files: dict[str, list[str]]


def esbuild(options: dict[str, Any]) -> Bundled:
    """Do what `options`, esbuild's own, say."""
    if not (ROOT / "node_modules" / "esbuild" / "package.json").is_file():
        raise PluginError("node_modules/esbuild is missing: run `make setup`")
    done = subprocess.run(
        [node.find_node(), str(SCRIPT), json.dumps(options)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if done.returncode or done.stderr.strip():
        raise PluginError(f"the playground does not bundle:\n{done.stderr or done.stdout}")
    return Bundled(**json.loads(done.stdout))
