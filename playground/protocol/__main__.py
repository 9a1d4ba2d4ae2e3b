"""Writes what is generated here anew: `python -m playground.protocol`."""

from __future__ import annotations

from .generate import made

for file, text in made():
    file.write_text(text, "utf8")
