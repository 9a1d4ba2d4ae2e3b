"""Tests a reader's own code under many schedules, from their own pytest: `check(function)` runs the
function on simulated threads and raises what fails. Knows the engine, and no test runner."""

from __future__ import annotations

import ast
import atexit
import functools
import importlib.util
import inspect
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .node import Engine
from .orders_text import Text
from .telling import languages

MAX_FILES = 200
INSTALLED = {"site-packages", "dist-packages"}


@dataclass(frozen=True)
class Checked:
    """What is known of a function that did not fail."""

    exhausted: bool  # every order that can differ was tried
    orders: int
    schedules: int  # tried at random besides
    unseen: tuple[str, ...]  # why not all was tried

    def __str__(self) -> str:
        if self.exhausted:
            return f"all {self.orders} orders that can differ: none fails"
        return f"{self.orders} orders and {self.schedules} schedules: none fails"


class ScheduleFailed(AssertionError):
    """A schedule fails; `schedule` replays it, `record` is its run."""

    def __init__(self, message: str, schedule: str, record: dict[str, Any]) -> None:
        super().__init__(message)
        self.schedule = schedule
        self.record = record


def check(
    function: Callable[[], object],
    *,
    schedules: int = 200,
    orders: int = 1_000,
    seed: int = 0,
    exhaustive: bool = False,
    schedule: str | None = None,
) -> Checked:
    """Run `function` under schedules until one fails, and raise that; with `exhaustive`, not having
    tried all orders is a failure too. `schedule` replays one that was found."""
    program = program_of(function)
    engine = _engine()
    if schedule is not None:
        record = engine.ask("run", {**program, "schedule": schedule})
        _refuse(record)
        if record["outcome"] != "finished":
            raise ScheduleFailed(_message(record["outcome"], schedule, record), schedule, record)
        return Checked(False, 0, 1, ())
    options = {"schedules": schedules, "orders": orders, "seed": seed, "exhaustive": True}
    verdict = engine.ask("explore", {**program, **options})
    _refuse(verdict)
    if verdict["found"]:
        message = _message(verdict["failure"], verdict["schedule"], verdict["record"])
        raise ScheduleFailed(message, verdict["schedule"], verdict["record"])
    tried = verdict["orders"]
    if exhaustive and not tried["exhausted"]:
        raise AssertionError("\n".join(Text(languages()[0]).orders(verdict)))
    return Checked(
        tried["exhausted"], tried["orders"], verdict["schedules"], tuple(tried["unseen"])
    )


@functools.cache
def _engine() -> Engine:
    engine = Engine()
    atexit.register(engine.close)
    return engine


def _refuse(answer: dict[str, Any]) -> None:
    if "unusable" in answer:
        raise ValueError(f"it cannot be run on simulated threads: {answer['unusable']}")


def _message(failure: str, schedule: str, record: dict[str, Any]) -> str:
    error = record["error"]
    trace = error["traceback"].rstrip() + "\n" if error else ""
    return f"{failure} under a schedule\n{trace}replay with check(..., schedule={schedule!r})"


# -- the program that is run


def program_of(function: Callable[[], object]) -> dict[str, Any]:
    """The function with all that it needs of its module, and the reader's modules that it
    imports."""
    name = getattr(function, "__name__", "")
    sys.modules[function.__module__]
    path = Path(inspect.getfile(function))
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    if name not in {getattr(node, "name", None) for node in tree.body}:
        raise ValueError(f"{name or function!r} is not a function of its module's top level")
    kept = _needed(tree, name)
    source = f"{_only(kept, text)}\n\n\n{name}()\n"
    files = dict(_own_modules(kept, path.resolve().parent))
    for file in list(files):  # a folder is a package, with a file that says so or without
        for folder in [*Path(file).parents][:-1]:
            files.setdefault(f"{folder.as_posix()}/__init__.py", "")
    return {"source": source, "filename": path.name, "files": files}


def _only(kept: list[ast.stmt], text: str) -> str:
    """The text of these statements, each on its own lines."""
    lines = {number for node in kept for number in range(_first(node), (node.end_lineno or 0) + 1)}
    there = enumerate(text.splitlines(), 1)
    return "\n".join(line if number in lines else "" for number, line in there).rstrip()


def _first(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(each.lineno for each in decorators)])


def _needed(tree: ast.Module, name: str) -> list[ast.stmt]:
    """The statements that define what the function uses, directly or not, in their order."""
    wanted, todo = set(), {name}
    while todo:
        word = todo.pop()
        for node in tree.body:
            if node not in wanted and word in _defines(node):
                wanted.add(node)
                todo |= {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    kept = [node for node in tree.body if node in wanted or _is_future(node)]
    for node in kept:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            node.decorator_list = []  # they are the test runner's
    return kept


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _defines(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {node.name}
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {(each.asname or each.name).partition(".")[0] for each in node.names}
    return {
        each.id
        for each in ast.walk(node)
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
    }


def _own_modules(nodes: list[ast.stmt], beside: Path) -> Iterator[tuple[str, str]]:
    """By their paths, with those that these import in turn; `beside`: the folder of the test."""
    seen: set[str] = set()
    todo = [name for node in nodes for name in _imports(node)]
    while todo and len(seen) < MAX_FILES:
        name = todo.pop()
        for part in _with_packages(name):
            found = _file_of(part, beside)
            if found is None or found[0] in seen:
                continue
            seen.add(found[0])
            text = found[1].read_text("utf-8")
            yield found[0], text
            tree = ast.parse(text)
            todo += [each for node in ast.walk(tree) for each in _imports(node, part)]


def _with_packages(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts) + 1)]


def _imports(node: ast.AST, inside: str = "") -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (each.name for each in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = inside.split(".")[: -node.level] if node.level else []
        module = ".".join([*base, *([node.module] if node.module else [])])
        if module:
            yield module
            yield from (f"{module}.{each.name}" for each in node.names)


def _file_of(name: str, beside: Path) -> tuple[str, Path] | None:
    """Where a module's source is, in the run and here; None if it is not the reader's own."""
    relative = name.replace(".", "/")
    if name.partition(".")[0] in sys.stdlib_module_names:
        return None
    for path in (f"{relative}.py", f"{relative}/__init__.py"):
        if (beside / path).is_file():
            return path, beside / path
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):  # an attribute of a module, say
        return None
    origin = Path(spec.origin or "") if spec else Path()
    if spec is None or origin.suffix != ".py" or INSTALLED & {*origin.parts}:
        return None
    package = spec.submodule_search_locations is not None
    return f"{relative}/__init__.py" if package else f"{relative}.py", origin
