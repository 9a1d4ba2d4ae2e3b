"""Brings what the peers' pages are made of, pinned by hash, into .cache: the tools that build them,
each one's Pyodide, and the wheels that a browser loads. Knows nothing of the pages."""

from __future__ import annotations

import zipfile
from pathlib import Path

from bench import fetched

HERE = Path(__file__).resolve().parent
#: Of the wheels that are no pure Python: CPython 3.14 as those Pyodides have it.
KIND = ["--platform", "pyemscripten_2026_0_wasm32", "--python-version", "3.14"]


def tools() -> Path:
    """The folder of the commands that build the pages."""
    return fetched.environment("peers/tools", HERE / "requirements.txt")


def wheels() -> list[Path]:
    def bring(folder: Path) -> None:
        wanted = ["--no-deps", "--only-binary", ":all:", *KIND, "-d", str(folder)]
        fetched.pip(tools(), "download", *wanted, "-r", str(HERE / "browser.txt"))

    return sorted(fetched.once("peers/wheels", HERE / "browser.txt", bring).glob("*.whl"))


def yaml(folder: Path) -> Path:
    """PyYAML as a wheel of its Python alone, put into the folder: of the one with C that Pyodide's
    makers build, no registry has a file."""
    (told,) = tools().parent.glob("lib/python*/site-packages/pyyaml-*.dist-info")
    wheel = folder / f"{told.stem}-py3-none-any.whl"
    files = [*(told.parent / "yaml").glob("*.py"), told / "METADATA", told / "WHEEL"]
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in files:
            packed.write(file, file.relative_to(told.parent))
    return wheel


def pyodide(peer: str) -> Path:
    return fetched.packages("peers/npm", HERE) / f"pyodide-{peer}"
