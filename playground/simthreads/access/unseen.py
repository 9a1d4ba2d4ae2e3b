"""What a program uses that nobody sees: state in C, files, an event loop. So that a verdict can say
what it has not looked at. Knows the text of a program alone."""

from __future__ import annotations

import ast
import symtable
from collections.abc import Iterable, Iterator

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


def unseen(sources: Iterable[str]) -> list[str]:
    """The reasons, each once, in the order of the alphabet. A function or a method of the program's
    own that is called `open` is none. To be asked before the program begins, as for its source."""
    found: set[str] = set()
    for source in sources:
        try:
            nodes = list(ast.walk(ast.parse(source)))
            table = symtable.symtable(source, "", "exec")
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue  # it has not run either
        found.update(_imported(nodes), _attributes(nodes), _not_own(table))
    return sorted({_NAMES[name] for name in found & _NAMES.keys()})


def _imported(nodes: list[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (each.name.partition(".")[0] for each in node.names)
            yield str(getattr(node, "module", None)).partition(".")[0]


def _attributes(nodes: list[ast.AST]) -> Iterator[str]:
    """Of what is imported, and those that Python itself asks for."""
    imports = [each for each in nodes if isinstance(each, ast.Import | ast.ImportFrom)]
    known = {(each.asname or each.name).partition(".")[0] for at in imports for each in at.names}
    for node in nodes:
        if isinstance(node, ast.Attribute):
            of_module = isinstance(node.value, ast.Name) and node.value.id in known
            if of_module or node.attr.startswith("__"):
                yield node.attr
        elif isinstance(node, ast.FunctionDef) and node.name.startswith("__"):
            yield node.name


def _not_own(module: symtable.SymbolTable) -> Iterator[str]:
    """Global names that the program uses and has not itself given to anything."""
    tables = [module]
    for table in tables:  # which grows
        tables += table.get_children()
    named = [(table is module, each) for table in tables for each in table.get_symbols()]
    own = {
        each.get_name()
        for of_module, each in named
        if (of_module or each.is_declared_global())
        and each.is_assigned()
        and not each.is_imported()
    }
    for of_module, each in named:
        if each.is_referenced() and (of_module or each.is_global()):
            yield from {each.get_name()} - own
