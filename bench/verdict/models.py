"""Bugs that public libraries had, each as a short program of our own beside its cure.

`bugs/` holds the programs; reference/bugs.yml says what each is and where it was reported. Knows
no engine and no page.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

PROGRAMS = Path(__file__).parent / "bugs"
BROKEN, FIXED = "broken", "fixed"


def names() -> list[str]:
    found = {file.stem.rpartition("_")[0] for file in PROGRAMS.glob("*.py")}
    return sorted(found)


def source(name: str, kind: str) -> str:
    return (PROGRAMS / f"{name}_{kind}.py").read_text("utf-8")


def digest(name: str) -> str:
    """Of both programs: what was measured of others does not count."""
    text = "\0".join(source(name, kind) for kind in (BROKEN, FIXED))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
