"""What a program uses that nobody sees: state in C, files, an event loop. So that a verdict can say
what it has not looked at. Knows the text of a program alone."""

from __future__ import annotations

import ast
import re
import symtable
from collections.abc import Iterator, Mapping

#: By the names of modules, of built-in functions, and of what Python itself asks for.
_NAMES = {
    "asyncio": "loop",
    "ctypes": "memory",
    "mmap": "memory",
    "memoryview": "memory",
    "sqlite3": "files",
    "open": "files",
    "pathlib": "files",
    "tempfile": "files",
    "shelve": "files",
    "socket": "files",
    "subprocess": "processes",
    "multiprocessing": "processes",
    "signal": "signals",
    "weakref": "finalizers",
    "__del__": "finalizers",
    "__dict__": "namespaces",
    "vars": "namespaces",
    "exec": "namespaces",
    "eval": "namespaces",
}
REASONS = ("calls", "long", *sorted(set(_NAMES.values())))


def unseen(text: str, files: Mapping[str, str]) -> list[str]:
    """The reasons, each once, in the order of the alphabet. What the program itself calls `open`,
    in this text or in one of its other files, is none."""
    found: set[str] = set()
    own_modules = {re.split(r"[./]", name)[0] for name in files}
    for source in (text, *(files[name] for name in files if name.endswith(".py"))):
        try:
            nodes = list(ast.walk(ast.parse(source)))
            table = symtable.symtable(source, "", "exec")
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue  # it will not run either
        imports = [each for each in _imports(nodes) if each[0] not in own_modules]
        found.update(name for each in imports for name in each[:2])
        found.update(_attributes(nodes, {each[2] for each in imports}), _not_own(table))
    return sorted({_NAMES[name] for name in found & _NAMES.keys()})


def _imports(nodes: list[ast.AST]) -> Iterator[tuple[str, str, str]]:
    """Of each: the module, what is taken of it, the name in the program."""
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            of = getattr(node, "module", None)
            for each in node.names:
                name = each.name.partition(".")[0]
                yield (of or each.name).partition(".")[0], name, each.asname or name


def _attributes(nodes: list[ast.AST], modules: set[str]) -> Iterator[str]:
    """Of these modules, and those that Python itself asks for."""
    for node in nodes:
        if isinstance(node, ast.Attribute):
            of_module = isinstance(node.value, ast.Name) and node.value.id in modules
            if of_module or node.attr.startswith("__"):
                yield node.attr
        elif isinstance(node, ast.FunctionDef) and node.name.startswith("__"):
            yield node.name


def _not_own(module: symtable.SymbolTable) -> Iterator[str]:
    """Global names that the program uses and has neither given to anything nor imported."""
    tables = [module]
    for table in tables:  # which grows
        tables += table.get_children()
    named = [(table is module, each) for table in tables for each in table.get_symbols()]
    own = {
        each.get_name()
        for of_module, each in named
        if (of_module or each.is_declared_global()) and (each.is_assigned() or each.is_imported())
    }
    for of_module, each in named:
        if each.is_referenced() and (of_module or each.is_global()):
            yield from {each.get_name()} - own
