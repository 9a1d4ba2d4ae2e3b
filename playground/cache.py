"""What is costly to make is kept by a name that says what it is made from, in one folder and by one
rule: of each kind the last few that were used, and all that were used within the hour.

Knows names and files, not what they hold.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / ".cache" / "made"
KEPT = 4
HOUR = 3600  # seconds: who has asked where a thing is may still be about to read it


def place(kind: str, name: str) -> Path:
    """Where it is, or is to be made. Asking is using it; where it has to be made, others go."""
    folder = FOLDER / kind
    path = folder / name
    if path.exists():
        with suppress(OSError):  # gone meanwhile, or somebody else's
            os.utime(path)
    else:
        folder.mkdir(parents=True, exist_ok=True)
        _prune(folder)
    return path


def entry(kind: str, name: str, make: Callable[[Path], None]) -> Path:
    """The file or folder of that name. `make` is given a path at which it leaves one, if there is
    none yet: what is here is whole."""
    path = place(kind, name)
    if not path.exists():
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".part-") as scratch:
            made = Path(scratch, name)
            make(made)
            try:
                made.rename(path)
            except OSError:  # another was faster
                if not path.is_dir():
                    raise
    return path


def _prune(folder: Path) -> None:
    """What a killed process has left behind goes by the same rule."""
    used = {path: _used(path) for path in folder.iterdir()}
    for old in sorted(used, key=lambda path: -used[path])[KEPT:]:
        if used[old] > time.time() - HOUR:
            continue
        if old.is_dir():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.unlink(missing_ok=True)


def _used(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
