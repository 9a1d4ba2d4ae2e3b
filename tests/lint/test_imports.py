"""Imports run one way, tests -> sitebuild -> playground, and nobody bends where they are found."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from playground.catalogue import ROOT

# Room -> how far up it is: it knows those below. Whatever is not named here knows all of them.
LEVELS = {"playground": 0, "sitebuild": 1}
TOP = 2
NO_ROOMS = {"node_modules", "site", "snippets", "exercises"}  # not ours, or programs
ROOMS = sorted(
    folder.name
    for folder in ROOT.iterdir()
    if folder.name not in NO_ROOMS and not folder.name.startswith(".")
    if next(folder.rglob("*.py"), None)
)
# What runs within Pyodide, where a program of the reader's is found by it.
INSIDE = ("playground/simthreads/", "tests/simthreads/suite_inside.py")


def files() -> Iterator[Path]:
    yield ROOT / "conftest.py"
    for room in ROOMS:
        yield from (ROOT / room).rglob("*.py")


def level(top: str) -> int:
    return LEVELS.get(top, TOP)


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield str(node.module)


def against(room: str, source: str) -> list[str]:
    """What a file of the room imports from a room above it."""
    rooms = {*ROOMS, "conftest"}
    tops = {name.partition(".")[0] for name in imported(ast.parse(source))} & rooms
    return sorted(top for top in tops if level(top) > level(room))


def bends(source: str) -> bool:
    """Whether it looks at or changes where modules are looked for."""
    return any(
        isinstance(node, ast.Attribute)
        and node.attr == "path"
        and isinstance(node.value, ast.Name)
        and node.value.id == "sys"
        for node in ast.walk(ast.parse(source))
    )


def test_what_runs_against_the_direction_is_seen():
    assert against("playground", "from sitebuild.pages import Page") == ["sitebuild"]
    assert against("sitebuild", "def f():\n    import tests.answers") == ["tests"]
    assert against("sitebuild", "from playground import node\nimport json") == []
    assert bends("import sys\nsys.path.insert(0, '.')")
    assert not bends("import os\nos.path.join('a')")


def test_a_module_knows_only_what_is_below_it():
    found = {}
    for file in files():
        name = file.relative_to(ROOT).as_posix()
        source = file.read_text("utf8")
        wrong = against(name.partition("/")[0].removesuffix(".py"), source)
        if bends(source) and not name.startswith(INSIDE):
            wrong.append("sys.path")
        if wrong:
            found[name] = wrong
    assert found == {}
