"""Changes modules of the standard library as they are imported, so that those that no program
asks for cost nothing. Knows what to change from whoever registers it, never what a change does."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, ClassVar

from .. import doors
from ..frames import program_frame

Patch = Callable[[Any], None]
_LIBRARY = os.path.dirname(os.__file__)


class Loader:
    """The module's own loader, and the change after it."""

    #: What else is done with a module that was changed, once the library stands.
    finish: ClassVar[Patch | None] = None

    def __init__(self, loader: Any, patch: Patch) -> None:
        self._loader = loader
        self._patch = patch

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loader, name)

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        module: ModuleType | None = self._loader.create_module(spec)
        return module

    def exec_module(self, module: ModuleType) -> None:
        assert module.__spec__ is not None
        module.__spec__.loader = module.__loader__ = self._loader
        doors.outside(program_frame(), self._loader.exec_module, module)
        self._patch(module)
        if Loader.finish is not None:
            Loader.finish(module)


class Patches:
    """The first finder: asks the others, and has the library's module changed that they find."""

    patches: ClassVar[dict[str, Patch]] = {}

    @classmethod
    def find_spec(cls, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        patch = cls.patches.get(name)
        if patch is None:
            return None
        spec = ask_others(cls, name, path, target)
        if spec is not None and of_library(spec):
            spec.loader = Loader(spec.loader, patch)  # type: ignore[assignment]
        return spec


def ask_others(asking: type, name: str, path: Any, target: Any) -> ModuleSpec | None:
    """What the finders say that come after the one who asks."""
    after = sys.meta_path[sys.meta_path.index(asking) + 1 :]  # type: ignore[arg-type]
    specs = (finder.find_spec(name, path, target) for finder in after)
    return next((spec for spec in specs if spec is not None), None)


def of_library(spec: ModuleSpec) -> bool:
    """A program may bring a module of the same name."""
    origin = spec.origin or ""
    return origin in ("built-in", "frozen") or origin.startswith((_LIBRARY, f"{sys.prefix}lib/"))


def install(*tables: dict[str, Patch]) -> None:
    """The modules that stand already are changed at once."""
    for table in tables:
        assert not Patches.patches.keys() & table.keys(), "one change a module"
        Patches.patches |= table
        for name, patch in table.items():
            if name in sys.modules:
                patch(sys.modules[name])
    sys.meta_path.insert(0, Patches)
