"""A program begins with the modules that CPython begins with. All others of the library that stand
already are put away, and an import brings one back with whatever it would have imported: so that
nothing is seen that nobody imported, and nothing is made twice."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, ClassVar

from ..frames import getframe
from ..library import hidden, library

#: What `sys.modules` holds natively where a program begins.
_BEGINS_WITH = {
    *("__main__", "_abc", "_codecs", "_collections_abc", "_frozen_importlib", "_imp", "_io"),
    *("_frozen_importlib_external", "_signal", "_sitebuiltins", "_stat", "_thread", "_warnings"),
    *("_weakref", "abc", "builtins", "codecs", "encodings", "encodings.aliases", "errno"),
    *("encodings.utf_8", "genericpath", "marshal", "os", "os.path", "posix", "posixpath"),
    *("site", "stat", "sys", "time", "zipimport"),
}
#: Where what is deeper in is not run by an import, or natively not at all.
_APART = re.compile(
    r"\s*(def |class |async def |@|except|if TYPE_CHECKING|if typing.TYPE_CHECKING|if __name__)"
)
_IMPORT = re.compile(r"\s*(?:from\s+(\.*[\w.]*)\s+)?import\s+(.*)")
_QUOTES = re.compile(r'"""|\'\'\'')


class AtHand:
    """The first finder: gives back what was put away, once. Whoever drops it gets a fresh one."""

    imports: ClassVar[dict[str, list[str]]] = {}
    shadowed: ClassVar[set[str]] = set()  # by files of the program's
    specs: ClassVar[dict[str, Any]] = {}

    @classmethod
    def find_spec(cls, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        module = None if name.partition(".")[0] in cls.shadowed else hidden.get(name)
        # `importlib.util.find_spec` only asks where it is
        if module is None or getframe(2).f_code.co_name != "_find_and_load_unlocked":
            return None
        cls._bring_back(name)
        cls.specs[name] = module.__spec__
        return ModuleSpec(name, cls)  # type: ignore[arg-type]

    @classmethod
    def _bring_back(cls, name: str) -> None:
        """The import itself puts this one in its place; here it is what that would import."""
        due = [name]
        found: dict[str, ModuleType] = {}
        while due:
            each = due.pop()
            if each in hidden:
                found[each] = hidden.pop(each)
                due += cls.imports.get(each, ())
        for each, module in found.items():
            parent, _, child = each.rpartition(".")
            if parent:
                vars(found.get(parent) or library(parent))[child] = module
            cls._conceal_parts(each, module)
        hidden[name] = found.pop(name)
        sys.modules.update(found)

    @classmethod
    def _conceal_parts(cls, name: str, package: ModuleType) -> None:
        for attribute, part in list(vars(package).items()):
            if part is not None and hidden.get(f"{name}.{attribute}") is part:
                delattr(package, attribute)

    @classmethod
    def create_module(cls, spec: ModuleSpec) -> ModuleType | None:
        return hidden.pop(spec.name, None)

    @classmethod
    def exec_module(cls, module: ModuleType) -> None:
        assert module.__spec__ is not None
        module.__spec__ = cls.specs.pop(module.__spec__.name, None)


def note() -> None:
    """Once the library stands: which of its modules imports which."""
    for name, module in list(sys.modules.items()):
        if name not in _BEGINS_WITH:
            parent = name.rpartition(".")[0]
            known = module.__spec__.name if module.__spec__ else name
            if known != name:  # made by its package: `collections.abc`
                AtHand.imports.setdefault(parent, []).append(name)
            else:
                AtHand.imports.setdefault(name, []).extend([*_imported(name, module), parent])


def hide() -> None:
    """The last thing before a program begins."""
    for name in list(sys.modules):
        if name not in _BEGINS_WITH:
            hidden[name] = sys.modules.pop(name)
    sys.meta_path.insert(0, AtHand)


def _imported(name: str, module: ModuleType) -> Iterator[str]:
    spec = module.__spec__
    source = getattr(spec and spec.loader, "get_source", lambda _: None)(name) or ""
    package = name if hasattr(module, "__path__") else name.rpartition(".")[0]
    for origin, names in _statements(source):
        if origin is None:
            yield from names
            continue
        start = importlib.util.resolve_name(origin, package) if origin[0] == "." else origin
        yield start
        yield from (f"{start}.{each}" for each in names)


def _statements(source: str) -> Iterator[tuple[str | None, list[str]]]:
    """What the imports name that a module makes as it is imported, from its lines alone: to parse
    the whole library takes seconds."""
    lines = iter(source.splitlines())
    apart = None  # how deep in that begins which an import does not run
    quoted = False
    for line in lines:
        before = quoted
        quoted ^= len(_QUOTES.findall(line)) % 2 == 1
        text = line.lstrip()
        if before or not text or text[0] in "#)]}":
            continue
        deep = len(line) - len(text)
        if apart is not None and deep > apart:
            continue
        apart = deep if _APART.match(line) else None
        found = _IMPORT.match(line)
        if found is None:
            continue
        origin, names = found[1], found[2].partition("#")[0]
        while ("(" in names and ")" not in names) or names.rstrip().endswith("\\"):
            names = names.rstrip().rstrip("\\") + " " + next(lines).partition("#")[0]
        named = names.partition(";")[0].strip("() \t").split(",")
        yield origin, [each.split()[0] for each in named if each.split()]
