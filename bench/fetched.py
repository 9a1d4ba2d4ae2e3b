"""Brings the tools that a measurement needs and `make setup` does not: pinned by hash, into .cache,
when they are first asked for. Knows no tool."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path

from bench import sites
from bench.figures import CannotMeasure

KEPT = sites.ROOT / ".cache"
SCRIPTS = Path(sysconfig.get_path("scripts"))


def once(name: str, lock: Path, bring: Callable[[Path], None]) -> Path:
    """The folder .cache/NAME, filled anew by `bring` where another lock file filled it."""
    folder = KEPT / name
    stamp = folder.with_name(f"{folder.name}.lock")
    if not stamp.is_file() or stamp.read_bytes() != lock.read_bytes():
        stamp.unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        bring(folder)
        shutil.copy(lock, stamp)
    return folder


def packages(name: str, manifest: Path) -> Path:
    """What a folder's package-lock.json names, as npm lays it out."""

    def bring(folder: Path) -> None:
        folder.mkdir()
        for file in ("package.json", "package-lock.json"):
            shutil.copy(manifest / file, folder)
        with_node = {**os.environ, "PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}"}
        _quietly([SCRIPTS / "npm", "ci", "--no-audit", "--no-fund"], folder, with_node)

    return once(name, manifest / "package-lock.json", bring) / "node_modules"


def environment(name: str, requirements: Path) -> Path:
    """A Python environment with these requirements: the folder of its commands."""

    def bring(folder: Path) -> None:
        venv.create(folder, with_pip=True)
        pip(folder / "bin", "install", "-r", str(requirements))

    return once(name, requirements, bring) / "bin"


def pip(commands: Path, what: str, *more: str) -> None:
    """Of the environment with these commands; what has no hash is refused."""
    how = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
    _quietly([commands / "python", "-m", "pip", what, *how, *more], commands.parent)


def _quietly(command: list[str | Path], folder: Path, env: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=env)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["nothing was said"]
        why = next((line for line in said if "error" in line.lower()), said[-1])
        raise CannotMeasure(f"{folder.name} cannot be fetched: {why.strip()}")
