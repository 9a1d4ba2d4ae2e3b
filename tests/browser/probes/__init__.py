"""What tests have a page do: one function a file, in JavaScript, which the linter reads."""

from __future__ import annotations

from pathlib import Path


def probe(name: str) -> str:
    """The function of `name`.js, as a browser is given it."""
    return Path(__file__).with_name(f"{name}.js").read_text("utf8").strip().removesuffix(";")
