"""Runs esbuild on the Node that the project sets up. Knows no file of the site."""

from __future__ import annotations

import json
import subprocess
from typing import Any

from mkdocs.exceptions import PluginError

from playground import node
from playground.catalogue import ROOT

SCRIPT = ROOT / "playground" / "web" / "build.mjs"


def esbuild(options: dict[str, Any]) -> list[str]:
    """Do what `options`, esbuild's own, say; the files that went in, as paths from the project's
    root."""
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
    made_from: list[str] = json.loads(done.stdout)
    return made_from
