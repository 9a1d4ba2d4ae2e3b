"""Python's standard library in two parts: what a start and most programs read, and the rest.

Knows the archive's layout, not when a part is fetched. Both are put together again, byte for byte,
by playground/simthreads/js/library.js.
"""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from mkdocs.exceptions import PluginError

from playground import cache
from playground.catalogue import ROOT
from sitebuild.assets import digest

ARCHIVE = ROOT / "node_modules" / "pyodide" / "python_stdlib.zip"
#: The members of the first part, one a line.
NEAR = Path(__file__).with_name("library_near.txt")

Range = tuple[int, int]


def near_members() -> list[str]:
    lines = NEAR.read_text("utf8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def members(archive: Path = ARCHIVE) -> dict[str, Range]:
    """Where each member lies, its header included."""
    with zipfile.ZipFile(archive) as opened:
        found = sorted(opened.infolist(), key=lambda one: one.header_offset)
        ends = [*(one.header_offset for one in found[1:]), opened.start_dir]
    pairs = zip(found, ends, strict=True)
    return {one.filename: (one.header_offset, end) for one, end in pairs}


@lru_cache
def size() -> int:
    return ARCHIVE.stat().st_size


def split(archive: Path, near: list[str]) -> tuple[list[Range], list[Range]]:
    """The ranges of the first part, the archive's directory among them, and those of the second."""
    places = members(archive)
    if strange := sorted(set(near) - places.keys()):
        raise PluginError(f"{NEAR.name} names what Pyodide's library has not: {strange[0]}")
    end = archive.stat().st_size
    directory = (max(end for _, end in places.values()), end)
    first = list(_joined([*sorted(places[name] for name in near), directory]))
    gaps = zip([0, *(end for _, end in first)], [*(start for start, _ in first), end], strict=True)
    return first, [(start, stop) for start, stop in gaps if start < stop]


def _joined(ranges: list[Range]) -> Iterator[Range]:
    begin, end = ranges[0]
    for start, stop in ranges[1:]:
        if start > end:
            yield begin, end
            begin = start
        end = stop
    yield begin, end


def part(content: bytes, ranges: list[Range]) -> bytes:
    """The ranges as JSON, with its length in four bytes before it, the least first; and what is in
    them."""
    head = json.dumps(ranges, separators=(",", ":")).encode()
    whole = (content[start:stop] for start, stop in ranges)
    return len(head).to_bytes(4, "little") + head + b"".join(whole)


@lru_cache
def parts() -> tuple[Path, Path]:
    """The two files, packed: for the start, and for a program that reads more."""
    if not ARCHIVE.is_file():
        raise PluginError(f"node_modules/pyodide/{ARCHIVE.name} is missing: run `make setup`")
    made_from = digest.of_files([ARCHIVE, NEAR, Path(__file__)], ROOT)

    def make(folder: Path) -> None:
        folder.mkdir()
        content = ARCHIVE.read_bytes()
        for name, ranges in zip(names, split(ARCHIVE, near_members()), strict=True):
            packed = gzip.compress(part(content, ranges), 9, mtime=0)
            (folder / name).write_bytes(packed)

    names = ("library-near.bin.gzip", "library-rest.bin.gzip")
    folder = cache.entry("library", made_from, make)
    return folder / names[0], folder / names[1]
