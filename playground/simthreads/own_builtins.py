"""Gives the engine built-in functions of its own: what a program puts in the place of `__import__`
or `isinstance` is not called by the engine, nor with its globals. Imported first; knows nothing of
it."""

from __future__ import annotations

import builtins
import sys
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType
from typing import Any

_ENGINE = __name__.rpartition(".")[0] + "."
_own = dict(vars(builtins))


class _Loader(SourceFileLoader):
    def exec_module(self, module: ModuleType) -> None:
        module.__dict__["__builtins__"] = _own
        super().exec_module(module)


class _Finder:
    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if name.startswith(_ENGINE) else None
        if spec is not None and spec.origin is not None:
            spec.loader = _Loader(name, spec.origin)
        return spec


def install() -> None:
    sys.meta_path.insert(0, _Finder)


def uninstall() -> None:
    """All of the engine is imported."""
    sys.meta_path.remove(_Finder)
