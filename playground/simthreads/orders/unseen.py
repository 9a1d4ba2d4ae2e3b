"""What of a program nobody can see, so that no search can say that it has seen all: by what it
imports and names. What a run came to is told by the run. Knows no engine."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence, Set

#: Modules all of whose doings are seen, or are of the calling thread alone.
_SEEN = frozenset({
    "threading", "_thread", "queue", "concurrent.futures", "concurrent", "time", "contextlib",
    "collections", "collections.abc", "functools", "itertools", "enum", "typing", "operator", "abc",
    "heapq", "bisect", "string", "math", "__future__", "sys", "traceback", "textwrap", "numbers",
    "fractions",
})  # fmt: skip
_OPEN = frozenset({
    "open", "input", "exec", "eval", "compile", "__import__", "globals", "locals", "vars",
    "breakpoint", "memoryview",
})  # fmt: skip
#: Of those modules, what reaches further than the objects that are at hand.
_FAR = frozenset({
    "enumerate", "active_count", "activeCount", "settrace", "setprofile", "setswitchinterval",
    "_current_frames", "_getframe", "excepthook", "stdout", "stderr", "modules",
    "settrace_all_threads", "local", "getrefcount", "exc_info", "stack_size",
    "lru_cache", "cache", "cached_property", "singledispatch",
    "redirect_stdout", "redirect_stderr",
})  # fmt: skip
_REACHING = ("threading", "sys", "functools", "contextlib")
_HARMLESS = frozenset({"local", "exc_info", "stack_size", "stderr"})
_METHODS = ("__del__", "__getattribute__", "__getattr__", "__hash__", "__set_name__")


def in_sources(sources: Sequence[str], own: Set[str] = frozenset()) -> list[str]:
    """In a word each: a module's name, a built-in's. `own` are the modules of these sources."""
    found: set[str] = set()
    for source in sources:
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue  # it will not run either
        for node in ast.walk(tree):
            found.update(_in_node(node))
    return sorted(each for each in found if each.lstrip(".") not in own)


def _in_node(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (a.name for a in node.names if a.name not in _SEEN)
    elif isinstance(node, ast.ImportFrom):
        module = "." * node.level + (node.module or "")
        if module not in _SEEN:
            yield module
        yield from (f"{module}.{a.name}" for a in node.names if a.name in _FAR - _HARMLESS)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in _OPEN:
        yield node.id
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        if (
            (node.value.id in ("threading", "sys", "functools") and node.attr in _FAR - _HARMLESS)
            or node.value.id == "random"
            or node.attr == "__dict__"
        ):
            yield f"{node.value.id}.{node.attr}"
    elif isinstance(node, ast.AsyncFunctionDef | ast.Await):
        yield "async"
    elif isinstance(node, ast.FunctionDef) and node.name in _METHODS:
        yield node.name
