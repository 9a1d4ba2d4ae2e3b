"""Brings what the peers' pages are made of, pinned by hash, into .cache: the tools that build them,
each one's Pyodide, and the wheels that a browser loads. Knows nothing of the pages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

from bench import sites

HERE = Path(__file__).resolve().parent
KEPT = sites.ROOT / ".cache" / "peers"
SCRIPTS = Path(sysconfig.get_path("scripts"))
#: Of the wheels that are no pure Python: CPython 3.14 as those Pyodides have it.
KIND = ["--platform", "pyemscripten_2026_0_wasm32", "--python-version", "3.14"]


def tools() -> Path:
    """The folder of the commands that build the pages."""

    def bring(folder: Path) -> None:
        venv.create(folder, with_pip=True)
        _pip(folder, "install", "-r", str(HERE / "requirements.txt"))

    return _once("tools", HERE / "requirements.txt", bring) / "bin"


def wheels() -> list[Path]:
    def bring(folder: Path) -> None:
        wanted = ["--no-deps", "--only-binary", ":all:", *KIND, "-d", str(folder)]
        _pip(tools().parent, "download", *wanted, "-r", str(HERE / "browser.txt"))

    return sorted(_once("wheels", HERE / "browser.txt", bring).glob("*.whl"))


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
    def bring(folder: Path) -> None:
        folder.mkdir(parents=True)
        shutil.copy(HERE / "package.json", folder)
        shutil.copy(HERE / "package-lock.json", folder)
        with_node = {**os.environ, "PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}"}
        _quietly([SCRIPTS / "npm", "ci", "--no-audit", "--no-fund"], folder, with_node)

    kept = _once("npm", HERE / "package-lock.json", bring)
    return kept / "node_modules" / f"pyodide-{peer}"


def _once(name: str, lock: Path, bring: Callable[[Path], None]) -> Path:
    """The folder of that name, filled anew where another lock file filled it."""
    folder = KEPT / name
    stamp = KEPT / f"{name}.lock"
    if not stamp.is_file() or stamp.read_bytes() != lock.read_bytes():
        stamp.unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        KEPT.mkdir(parents=True, exist_ok=True)
        bring(folder)
        shutil.copy(lock, stamp)
    return folder


def _pip(environment: Path, what: str, *more: str) -> None:
    python = environment / "bin" / "python"
    how = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
    _quietly([python, "-m", "pip", what, *how, *more], KEPT)


def _quietly(command: list[str | Path], folder: Path, env: dict[str, str] | None = None) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=env)
