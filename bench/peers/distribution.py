"""A folder with Pyodide as its makers' host has it: the interpreter, which npm has, and packages,
which here are PyPI's wheels, named in its lock file. Knows no page that loads them."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

INTERPRETER = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"


def lay(
    folder: Path, pyodide: Path, wheels: Iterable[Path], needs: Mapping[str, list[str]]
) -> None:
    """`needs`: of packages that Pyodide's own lock file has not, what each loads with it."""
    folder.mkdir(parents=True)
    for name in INTERPRETER:
        shutil.copy(pyodide / name, folder)
    lock = json.loads((pyodide / LOCK).read_text("utf8"))
    packages = lock["packages"]
    for wheel in wheels:
        name = wheel.name.partition("-")[0].replace("_", "-")
        if name not in packages and name not in needs:
            continue
        shutil.copy(wheel, folder)
        known = packages.get(name) or _unknown(name, needs[name])
        packages[name] = known | _file(wheel)
    (folder / LOCK).write_text(json.dumps(lock, separators=(",", ":")), "utf8")


def _file(wheel: Path) -> dict[str, str]:
    return {
        "version": wheel.name.split("-")[1],
        "file_name": wheel.name,
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
    }


def _unknown(name: str, needs: list[str]) -> dict[str, object]:
    return {
        "name": name,
        "depends": needs,
        "imports": [],
        "install_dir": "site",
        "package_type": "package",
        "unvendored_tests": False,
    }
