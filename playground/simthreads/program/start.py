"""What a program finds where it begins, as `python file.py` leaves it: the module `__main__`, and
what `sys` says of the command. A run has no folder of the reader's to name: the file is known by
its name alone, and stands where the run does."""

from __future__ import annotations

import builtins
import os
import sys
import types
from importlib.machinery import SourceFileLoader
from typing import Any

_OF_THE_HOST = "PYTHONINSPECT"  # Pyodide stays when a program has ended


def forget_host() -> None:
    """Once, after Pyodide has come up: nobody asked for an interactive interpreter."""
    os.environ.pop(_OF_THE_HOST, None)
    flags: Any = sys.flags
    setattr(sys, "flags", flags.__replace__(inspect=0))  # noqa: B010 - its type says that it is final
    sys.path[:] = [path for path in sys.path if path]


def main_module(filename: str) -> types.ModuleType:
    module = types.ModuleType("__main__")
    module.__dict__.update(
        __loader__=SourceFileLoader("__main__", filename),
        __builtins__=builtins,
        __file__=filename,
        __cached__=None,
    )
    sys.modules["__main__"] = module
    sys.argv = [filename]
    sys.orig_argv = ["python", filename]
    sys.path.insert(0, os.getcwd())
    return module
