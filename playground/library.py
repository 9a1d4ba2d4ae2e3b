"""Pyodide as the engine is given it: the members of the standard library's archive that a start
reads lie there as they are, since all of them together pack a quarter shorter than one by one.

Knows the archive's format, not when a page fetches what of it.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import struct
import zipfile
from pathlib import Path

from playground import cache

ARCHIVE = "python_stdlib.zip"
FILES = (
    *("package.json", "pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"),
    "pyodide-lock.json",
)
#: What Python reads when it starts; and, after an empty line, what the engine does when it is made.
NEAR = Path(__file__).with_name("library_near.txt")

# Of a member's header: how it is packed, its bytes then. Of its entry in the directory: the same,
# the lengths of name and more, where it lies. Of the end: where the directory lies.
_PACKED, _BYTES = 8, 18
_ENTRY, _ENTRY_PACKED, _ENTRY_BYTES, _ENTRY_LENGTHS, _ENTRY_PLACE = 46, 10, 20, 28, 42
_END_PLACE = 16


def near_members() -> tuple[list[str], list[str]]:
    """Of both lists."""
    text = NEAR.read_text("utf8")
    first, second = (
        [line for line in part.splitlines() if line and not line.startswith("#")]
        for part in text.split("\n\n")
    )
    return first, second


def given(pyodide: Path) -> Path:
    """The folder of Pyodide that the engine loads, made from that of the npm package."""
    made_from = (pyodide / "package.json", NEAR, Path(__file__))
    whole = hashlib.sha256(b"".join(path.read_bytes() for path in made_from))

    def make(folder: Path) -> None:
        folder.mkdir()
        for name in FILES:
            shutil.copyfile(pyodide / name, folder / name)
        plain = {name for names in near_members() for name in names}
        content = laid_out((pyodide / ARCHIVE).read_bytes(), plain)
        (folder / ARCHIVE).write_bytes(content)

    return cache.entry("python", whole.hexdigest()[:12], make)


def laid_out(archive: bytes, plain: set[str]) -> bytes:
    """The archive with these members not packed, and all others as they are, byte for byte: what
    another zlib makes of them, on another machine, would lie elsewhere in Python's memory."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        members = opened.infolist()
        texts = {name: opened.read(name) for name in plain}
        directory = bytearray(archive[opened.start_dir :])
        ends = [*(one.header_offset for one in members[1:]), opened.start_dir]
    made, entry = bytearray(), 0
    for one, end in zip(members, ends, strict=True):
        member = bytearray(archive[one.header_offset : end])
        if one.filename in texts:
            text = texts[one.filename]
            member[len(member) - one.compress_size :] = text
            for header, packed, size in (
                (member, _PACKED, _BYTES),
                (directory, entry + _ENTRY_PACKED, entry + _ENTRY_BYTES),
            ):
                struct.pack_into("<H", header, packed, zipfile.ZIP_STORED)
                struct.pack_into("<I", header, size, len(text))
        struct.pack_into("<I", directory, entry + _ENTRY_PLACE, len(made))
        made += member
        entry += _ENTRY + sum(struct.unpack_from("<3H", directory, entry + _ENTRY_LENGTHS))
    struct.pack_into("<I", directory, entry + _END_PLACE, len(made))
    return bytes(made + directory)
