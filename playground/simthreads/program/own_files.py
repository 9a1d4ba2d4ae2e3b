"""Modules that a program brings along: imported from its folder, and preempted like the program
itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib.machinery import FileFinder, SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

from .at_hand import AtHand


class _Loader(SourceFileLoader):
    watch: Callable[[CodeType], None]

    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> CodeType:  # type: ignore[override]
        code: CodeType = super().source_to_code(data, path, _optimize=_optimize)
        self.watch(code)
        return code


def install(files: dict[str, str], watch: Callable[[CodeType], None]) -> None:
    """Write the files beside the program and make them importable; `watch` sees each one's code."""
    for path, text in files.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, "utf-8")
    AtHand.shadowed.update(Path(path).parts[0].removesuffix(".py") for path in files)
    loader = type("Loader", (_Loader,), {"watch": staticmethod(watch)})
    hook = FileFinder.path_hook((loader, [".py"]))
    folder = os.getcwd()
    sys.path_hooks.insert(0, lambda path: _only_below(folder, path, hook))
    sys.path_importer_cache.clear()


def _only_below(folder: str, path: str, hook: Callable[[str], Any]) -> Any:
    if path != folder and not path.startswith(folder + os.sep):
        raise ImportError(f"{path} is not the program's")
    return hook(path)
