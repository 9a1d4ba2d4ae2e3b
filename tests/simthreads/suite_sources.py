"""Finds CPython's own tests on this machine and packs what one suite needs of them. Knows nothing of the engine."""

from __future__ import annotations

import argparse
import ast
import base64
import io
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(?:\(([^)]*)\)|([^\n#(]*))|import[ \t]+([^\n#;]*))",
    re.M,
)
ALWAYS = ("__init__.py", "lock_tests.py")  # beside the whole of `test.support`


def find(given: argparse.Namespace) -> Path:
    """The folder that holds the `test` package."""
    if given.folder:
        places = [Path(given.folder), Path(given.folder) / "Lib"]
    else:
        executables = [given.python] if given.python else _executables()
        places = [place for each in executables if (place := _library(each))]
    for place in places:
        if (place / "test" / "lock_tests.py").is_file():
            return place
    sys.exit("no CPython with its test package found: name one with --from DIR or --python EXE")


def _executables() -> Iterator[str]:
    for minor in range(19, 11, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            yield found
    yield sys.executable


def _library(executable: str) -> Path | None:
    ask = "import sysconfig; print(sysconfig.get_path('stdlib'))"
    answer = subprocess.run([executable, "-c", ask], capture_output=True, text=True)
    return Path(answer.stdout.strip()) if answer.returncode == 0 else None


def exists(library: Path, name: str) -> bool:
    return _module(library, f"test.{name}") is not None


def pack(library: Path, name: str, brings: Iterable[str]) -> str:
    """The files that a suite needs, as text: itself and what it imports of `test`, with their data."""
    tests = library / "test"
    files = {tests / each for each in ALWAYS}
    files.update(file for each in brings for file in library.glob(each))
    files.update((tests / "support").rglob("*.py"))
    due, seen = [f"test.{name}"], set()
    while due:
        module = due.pop()
        file = None if module in seen else _module(library, module)
        seen.add(module)
        if file is None:
            continue
        files.add(file)
        files.update(file.parent.rglob("data/**/*") if file.name == "__init__.py" else ())
        due += [module.rpartition(".")[0], *_imports(file, module)]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(each for each in files if each.is_file()):
            if "__pycache__" not in file.parts:
                archive.write(file, file.relative_to(library).as_posix())
    return base64.b64encode(buffer.getvalue()).decode()


def _module(library: Path, name: str) -> Path | None:
    path = library.joinpath(*name.split("."))
    places = (path / "__init__.py", path.with_name(path.name + ".py"))
    return next((each for each in places if each.is_file()), None)


def _imports(file: Path, module: str) -> Iterator[str]:
    """The modules of `test` that a file may import. Read by its words: this Python may be too old to parse it."""
    package = module if file.name == "__init__.py" else module.rpartition(".")[0]
    for base, names in _named(file.read_text("utf-8")):
        dots = len(base) - len(base.lstrip("."))
        above = package.split(".")[: 1 - dots or None] if dots else []
        whole = ".".join([*above, *filter(None, [base[dots:]])])
        if whole.partition(".")[0] == "test":
            yield whole
            yield from (f"{whole}.{each}" for each in names)


def _named(source: str) -> Iterator[tuple[str, list[str]]]:
    """Each import of a source: the module, and the names that are taken from it."""
    for found in IMPORT.finditer(source):
        base, several, names, plain = found.groups()
        if plain:
            yield from ((each.split()[0], []) for each in plain.split(",") if each.strip())
        else:
            yield base, re.findall(r"(\w+)(?:\s+as\s+\w+)?", several or names)


def imported(source: str, library: Path) -> dict[str, str]:
    """What a program of a test takes from the `test` package: `test.support` as it is; of another module the one
    function that it names, or empty lines under its name, since such modules want processes."""
    files: dict[str, str] = {}
    for module, names in _named(source):
        if module.partition(".")[0] != "test":
            continue
        if module == "test" or module.startswith("test.support"):
            places = (library / "test" / "support").rglob("*.py")
            files |= {
                each.relative_to(library).as_posix(): each.read_text("utf-8") for each in places
            }
        else:
            text = _part(library, module, set(names)) if names else "# read by a test\n" * 999
            files[module.replace(".", "/") + ".py"] = text
    folders = {folder for file in files for folder in Path(file).parents if folder.name}
    return {(folder / "__init__.py").as_posix(): "" for folder in folders} | files


def _part(library: Path, module: str, names: set[str]) -> str:
    file = _module(library, module)
    assert file is not None, module
    kept = [
        node
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.Import) or getattr(node, "name", None) in names
    ]
    return ast.unparse(ast.Module(body=kept, type_ignores=[]))
