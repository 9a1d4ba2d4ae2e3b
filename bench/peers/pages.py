"""Pages of JupyterLite and of marimo that print one line when they are opened, each as small as its
own tool makes it, with all that it loads on the same host. Knows nothing of how they are measured.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from bench.figures import CannotMeasure
from bench.peers import distribution, installed

LINE = "first-line"
LINE_OF = '"-".join(["first", "line"])'  # a page that shows its program does not show the line
LITE = "jupyterlite"
MARIMO = "marimo"
_ASKED = urlencode({"kernel": "python", "code": f"print({LINE_OF})", "execute": 1})
ADDRESSES = {
    LITE: f"{LITE}/repl/index.html?{_ASKED}",
    MARIMO: f"{MARIMO}/index.html",
}
#: Where the line comes, as CSS selects it.
OUTPUTS = {LITE: ".jp-OutputArea-output", MARIMO: ".output-area"}

SETTINGS = {
    "jupyter-lite-schema-version": 0,
    "jupyter-config-data": {
        "litePluginSettings": {
            "@jupyterlite/pyodide-kernel-extension:kernel": {"pyodideUrl": "../pyodide/pyodide.mjs"}
        }
    },
}
SMALL = ["--apps", "repl", "--no-sourcemaps", "--no-unused-shared-packages"]
#: Its page shows the value of a cell, not what the cell prints.
NOTEBOOK = f"---\ntitle: line\n---\n\n```python {{.marimo}}\n{LINE_OF}\n```\n"
#: What its page loads Python from otherwise is not on the same host.
UNMARKED = '<marimo-wasm hidden="">'
MARK = (
    '<marimo-wasm hidden="" data-pyodide-index-url="./pyodide/" '
    f'data-pyodide-lockfile-url="./pyodide/{distribution.LOCK}">'
)
#: Beside what marimo's worker asks for by name, only what it cannot be imported without.
MARIMO_NEEDS = {
    "marimo-base": ["jedi", "pyyaml", "tomlkit"],
    "markdown": [],
    "pymdown-extensions": ["markdown"],
    "tomlkit": [],
}


def build(site: Path) -> None:
    """Both, in folders of a site that is served."""
    for peer, make in {LITE: _lite, MARIMO: _marimo}.items():
        with tempfile.TemporaryDirectory() as scratch:
            make(site / peer, Path(scratch))


def _lite(folder: Path, scratch: Path) -> None:
    (scratch / "jupyter-lite.json").write_text(json.dumps(SETTINGS), "utf8")
    _run("jupyter", "lite", "build", *SMALL, "--output-dir", str(folder), within=scratch)
    distribution.lay(folder / "pyodide", installed.pyodide(LITE), installed.wheels(), {"comm": []})


def _marimo(folder: Path, scratch: Path) -> None:
    (scratch / "line.md").write_text(NOTEBOOK, "utf8")
    made = ["-o", str(folder), "--mode", "run", "--no-sandbox"]
    _run("marimo", "export", "html-wasm", "line.md", *made, within=scratch)
    page = folder / "index.html"
    text = page.read_text("utf8")
    if UNMARKED not in text:
        raise CannotMeasure("marimo's page has no place for the address of Pyodide any more")
    page.write_text(text.replace(UNMARKED, MARK), "utf8")
    wheels = [*installed.wheels(), installed.yaml(scratch)]
    distribution.lay(folder / "pyodide", installed.pyodide(MARIMO), wheels, MARIMO_NEEDS)


def _run(command: str, *arguments: str, within: Path) -> None:
    program = installed.tools() / command
    subprocess.run([program, *arguments], cwd=within, check=True, capture_output=True)
