"""Names made of content: the same bytes, the same name. Knows no file's meaning."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path


def of_bytes(content: bytes) -> str:
    """Twelve hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()[:12]


def integrity(content: bytes) -> str:
    """The whole of it, as browsers take it in attributes and policies."""
    return f"sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}"


def of_files(paths: Iterable[Path], root: Path) -> str:
    """Of their paths below `root` and their contents, in whatever order they come."""
    return of_contents({path.relative_to(root): path.read_bytes() for path in paths})


def of_contents(contents: Mapping[Path, bytes]) -> str:
    """Of paths and what is there, in whatever order they come."""
    whole = hashlib.sha256()
    for path in sorted(contents):
        whole.update(path.as_posix().encode())
        whole.update(contents[path])
    return whole.hexdigest()[:12]
