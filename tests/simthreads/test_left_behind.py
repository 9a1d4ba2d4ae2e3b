"""A run leaves nothing behind: not in memory, not in files, not on the stacks, not in JavaScript."""

from __future__ import annotations

import pytest

from playground import catalogue
from playground.node import Engine

from .hostile import ATTACKS
from .program_of_files import program as of_files
from .scripts import answer_of

DRAWN = 440  # with the attacks, more than 500

BOOK = {f"{each.slug}/{each.name}": each.path.read_text("utf-8") for each in catalogue.simulated()}
#: Fills what no other program of these tests reaches: a deep stack, and memory that has to be added.
FILLS = """
kept = bytearray(b"\\7") * (32 << 20)
def dive(depth):
    return dive(depth - 1) if depth else sorted([3, 1], key=lambda each: -each)
dive(700)
"""
HOSTILE = (
    {"fills": FILLS}
    | {f"drawn {seed}": of_files(seed) for seed in range(DRAWN)}
    | {each["name"]: each["program"] for each in ATTACKS}
)


def left_behind(programs: dict[str, tuple[str, str]]) -> dict[str, list[str]]:
    """What each program, a source and what then spoils JavaScript, left for the next one."""
    given = {name: {"source": source, "spoil": spoil} for name, (source, spoil) in programs.items()}
    found: dict[str, list[str]] = answer_of("left_behind.js", given)
    assert found.keys() == programs.keys()
    return {name: differences for name, differences in found.items() if differences}


PARTS = 2  # of the hostile ones: all at once would take minutes on a busy machine


def part(number: int) -> dict[str, str]:
    return dict(list(HOSTILE.items())[number::PARTS])


@pytest.mark.parametrize(
    "programs", [BOOK, *map(part, range(PARTS))], ids=["book", *map(str, range(PARTS))]
)
def test_no_program_leaves_anything_behind(programs: dict[str, str]) -> None:
    assert len(programs) > 60 and len(HOSTILE) > 500
    assert left_behind({name: (each, "") for name, each in programs.items()}) == {}


#: What somebody who has got into JavaScript may do there, and who must see it.
SPOILT = {
    "FS.writeFile = () => {}": "py.FS.writeFile = () => {}",
    "a device": "py.FS.registerDevice(99, {})",
    "the module": "py._module._malloc = () => 0",
    "what the module has no more": "delete py._module._free",
    "a view of the memory": "delete py._module.HEAPU8",
    # refused, which is seen by what is done then; or else it must be seen by itself
    "what the module did not have": "'use strict'; try { py._module.trap = 1; } catch { py._api.trap = 1; }",
    "its interface": "py._api.trap = 1",
    "how files are written": "py.FS.root.node_ops.mknod = null",
    "permissions": "py.FS.ignorePermissions = true",
    "a mount": "py.FS.filesystems.MEMFS.mount = null",
}


def test_an_interpreter_that_differs_is_thrown_away() -> None:
    programs = {}
    for name, spoil in SPOILT.items():
        programs[name] = ("print(1)", spoil)
        programs[f"{name}, unseen by the file system"] = (
            "print(2)",
            f"{spoil}; py.FS.trackingDelegate.seen = 1",
        )
        programs[f"after {name}"] = ("print(3)", "")
    assert left_behind(programs) == {}


def test_a_run_begins_with_the_same_files_in_each_schedule(engine: Engine) -> None:
    makes = (
        "import os\nos.mkdir('/made')\nopen('/file', 'x').write('1')\nos.symlink('/file', '/link')"
    )
    verdict = engine.explore(makes, schedules=12)
    assert (verdict["found"], verdict["tally"]) == (False, {"fine": 12})
    removes = "import os, shutil\nshutil.rmtree('/tmp')\nos.unlink('/lib/python314.zip')"
    verdict = engine.explore(f"import csv\n{removes}", schedules=12)
    assert (verdict["found"], verdict["tally"]) == (False, {"fine": 12})
