"""How what the page unpacks itself is packed: with Zstandard, which is a fifth shorter than gzip
and has no ending that a host acts on. Knows bytes, not what they are."""

from __future__ import annotations

import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

from playground import node

SCRIPT = Path(__file__).with_name("zstd.mjs")
ENDING = ".zstd"
#: What a packed file depends on beside its content.
MAKERS = (Path(__file__), SCRIPT)


def pack(content: bytes) -> bytes:
    return _through(content, "pack")


@lru_cache(maxsize=8)
def _unpacked(content: bytes) -> bytes:
    return _through(content, "unpack")


def _through(content: bytes, way: str) -> bytes:
    with tempfile.TemporaryDirectory() as scratch:
        given, made = Path(scratch, "given"), Path(scratch, "made")
        given.write_bytes(content)
        subprocess.run([node.find_node(), str(SCRIPT), way, str(given), str(made)], check=True)
        return made.read_bytes()


def unpacked(path: Path) -> bytes:
    """As a browser keeps it."""
    content = path.read_bytes()
    return _unpacked(content) if path.suffix == ENDING else content
