"""The standard library in three parts: put together they are the archive, and whatever a program
imports of it is there, at once or after the part that has it has come."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from pathlib import Path

from playground import node
from playground.library import ARCHIVE, near_members
from sitebuild.assets import library, packing
from sitebuild.sections.reference.common import load

HERE = Path(__file__).resolve().parent
PATIENCE = 300  # seconds, on a busy machine
AT_ONCE = 60  # modules that one program imports
#: Who opens a browser, prints a text, or is to be run and not imported.
ACTS = re.compile(r"antigravity|this|(.*\.)?__main__|_?pyodide.*")


def parts() -> list[bytes]:
    return [packing.unpacked(path) for path in library.parts()]


def ranges(part: bytes) -> list[tuple[int, int]]:
    length = int.from_bytes(part[:4], "little")
    found: list[tuple[int, int]] = json.loads(part[4 : 4 + length])
    return found


def test_the_parts_are_the_archive():
    made = bytearray(library.size())
    for part in parts():
        at = 4 + int.from_bytes(part[:4], "little")
        for start, stop in ranges(part):
            assert not any(made[start:stop])
            made[start:stop] = part[at : at + stop - start]
            at += stop - start
        assert at == len(part)
    assert bytes(made) == library.archive().read_bytes()


def test_the_archive_is_pyodides_with_some_of_it_not_packed():
    given = (node.ROOT / "node_modules" / "pyodide" / ARCHIVE).read_bytes()
    plain = {name for names in near_members() for name in names}
    with zipfile.ZipFile(io.BytesIO(given)) as old, zipfile.ZipFile(library.archive()) as new:
        assert new.testzip() is None
        assert new.namelist() == old.namelist()
        for name in old.namelist():
            assert new.read(name) == old.read(name)
            before, after = old.getinfo(name), new.getinfo(name)
            way = zipfile.ZIP_STORED if name in plain else before.compress_type
            assert (after.compress_type, after.date_time) == (way, before.date_time)


def modules() -> list[str]:
    """All that the archive has, and what is built into the interpreter."""
    inside = (Path(name) for name in library.members() if name.endswith(".py"))
    named = {".".join(one.with_suffix("").parts).removesuffix(".__init__") for one in inside}
    known = named | {row["module"] for row in load("modules")}
    return sorted(name for name in known if not ACTS.fullmatch(name) and "-" not in name)


def test_what_comes_first_is_what_a_start_reads_and_every_import_works(tmp_path):
    """In Node, with holes where the second part belongs; it comes when it is asked for, and goes
    again before the next program."""
    names = modules()
    lots = [names[at : at + AT_ONCE] for at in range(0, len(names), AT_ONCE)]
    order = {"sources": node.sources(), "lots": lots, "size": library.size()}
    for name, part in zip(("start", "near", "rest"), parts(), strict=True):
        (tmp_path / name).write_bytes(part)
    (tmp_path / "order.json").write_text(json.dumps(order), "utf8")
    command = [node.find_node(), "--experimental-wasm-jspi", HERE / "library.js"]
    done = subprocess.run(
        [*map(str, command), str(node.find_pyodide()), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    assert found["start"] == []
    assert found["waited"] > len(lots) / 2
    assert found["different"] == []
