"""Python's standard library in three parts: what Python reads when it starts, what the engine does
when it is made, and the rest.

Knows ranges of the archive, not when a part is fetched. All are put together again, byte for byte,
by playground/simthreads/js/library.js.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from mkdocs.exceptions import PluginError

from playground import cache, node
from playground.catalogue import ROOT
from playground.library import ARCHIVE, NEAR, near_members
from sitebuild.assets import digest, packing

NAMES = tuple(f"library-{part}.bin{packing.ENDING}" for part in ("start", "near", "rest"))

Range = tuple[int, int]


@lru_cache
def archive() -> Path:
    try:
        return node.find_pyodide() / ARCHIVE
    except node.SetupError as error:
        raise PluginError(str(error)) from None


def members() -> dict[str, Range]:
    """Where each member lies, its header included."""
    with zipfile.ZipFile(archive()) as opened:
        found = sorted(opened.infolist(), key=lambda one: one.header_offset)
        ends = [*(one.header_offset for one in found[1:]), opened.start_dir]
    pairs = zip(found, ends, strict=True)
    return {one.filename: (one.header_offset, end) for one, end in pairs}


@lru_cache
def size() -> int:
    return archive().stat().st_size


def split() -> list[list[Range]]:
    """The ranges of each part; the archive's directory is among the first."""
    places = members()
    directory = (max(end for _, end in places.values()), size())
    start, near = ([places[name] for name in names] for names in near_members())
    start.append(directory)
    rest = set(places.values()) - {*start, *near}
    return [list(_joined(part)) for part in (start, near, rest)]


def _joined(ranges: Iterable[Range]) -> Iterator[Range]:
    (begin, end), *others = sorted(ranges)
    for start, stop in others:
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
def parts() -> list[Path]:
    """The three files, packed."""
    made_from = digest.of_files([archive(), NEAR, Path(__file__), *packing.MAKERS], ROOT)

    def make(folder: Path) -> None:
        folder.mkdir()
        content = archive().read_bytes()
        for name, ranges in zip(NAMES, split(), strict=True):
            (folder / name).write_bytes(packing.pack(part(content, ranges)))

    folder = cache.entry("library", made_from, make)
    return [folder / name for name in NAMES]
