"""Where the site may stand, a module a host: what of a build's is for that host alone. All are made
of the same headers and rules (rules.py). Another host is another module here, with `files`.

Knows hosts, not pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

Files = Callable[[Mapping[str, str]], dict[str, str]]


def _hosts() -> list[Files]:
    names = sorted(file.stem for file in Path(__file__).parent.glob("[a-z]*.py"))
    modules = [import_module(f"{__name__}.{name}") for name in names]
    return [module.files for module in modules if hasattr(module, "files")]


def write(site: Path, headers: Mapping[str, str]) -> None:
    """`headers` are sent with everything, by whoever can."""
    for files in _hosts():
        for name, text in files(headers).items():
            (site / name).write_text(text, "utf8")
