"""What goes to the descriptors of standard output and errors is output, in its place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from playground.node import Engine


def pieces(record: dict[str, Any]) -> list[tuple[str, str]]:
    joined: list[tuple[str, str]] = []
    for piece in record["output"]:
        if joined and joined[-1][0] == piece["stream"]:
            joined[-1] = piece["stream"], joined[-1][1] + piece["text"]
        else:
            joined.append((piece["stream"], piece["text"]))
    return joined


@pytest.mark.parametrize(
    "call",
    [
        "os.write({0}, b'second\\n')",
        "os.write({0}, memoryview(bytearray(b'second\\n')))",
        "os.writev({0}, [b'sec', b'ond\\n'])",
        "os.write({0}, b'second\\n'[:3]), os.write({0}, b'ond\\n')",
        "threading.Thread(target=os.write, args=({0}, b'second\\n')).run()",
    ],
)
@pytest.mark.parametrize(("descriptor", "stream"), [(1, "stdout"), (2, "stderr")])
def test_written_in_its_place(engine: Engine, call: str, descriptor: int, stream: str) -> None:
    """Printing does not wait in a buffer here, as on a terminal."""
    asked = call.format(descriptor)
    other = "stderr" if descriptor == 1 else "stdout"
    source = (
        f"import os, sys, threading\nprint('first', file=sys.{other})\n{asked}\n"
        f"print('third', file=sys.{other})\n"
    )
    record = engine.run(source)
    assert record["outcome"] == "finished"
    assert pieces(record) == [(other, "first\n"), (stream, "second\n"), (other, "third\n")]


def test_as_many_bytes_as_were_given(engine: Engine) -> None:
    source = "import os\nprint(os.write(1, 'é'.encode()), os.writev(2, [b'a', b'bc']))\n"
    assert pieces(engine.run(source)) == [("stdout", "é"), ("stderr", "abc"), ("stdout", "2 3\n")]


def test_text_is_no_bytes(engine: Engine) -> None:
    error = engine.run("import os\nos.write(1, 'text')\n")["error"]
    assert error["message"] == "TypeError: a bytes-like object is required, not 'str'"


def test_nothing_to_read(engine: Engine) -> None:
    error = engine.run("import os\nos.read(0, 1)\n")["error"]
    assert "standard input is not simulated" in error["message"]


MOVED = """\
import os, sys, threading
saved = os.dup(1)
with open("out.txt", "w") as f:
    os.dup2(f.fileno(), 1)
print("to the file")
os.write(1, b"too\\n")
thread = threading.Thread(target=print, args=("from a thread",))
thread.start()
thread.join()
os.dup2(saved, 1)
os.close(saved)
print("back", repr(open("out.txt").read()))
reader, writer = os.pipe()
saved = os.dup(1)
os.dup2(writer, 1)
os.close(writer)
print("into the pipe")
os.dup2(saved, 1)
print("got", os.read(reader, 100), os.read(reader, 100))
os.dup2(1, 2)
print("as output", file=sys.stderr)
try:
    os.dup2(99, 1)
except OSError as error:
    print(type(error).__name__, "changes nothing")
os.close(1)
try:
    print("lost")
except OSError as error:
    print(type(error).__name__, file=sys.stderr)
os.dup2(saved, 1)
print("end")
"""


def test_a_descriptor_that_is_moved_takes_print_along(engine: Engine, tmp_path: Path) -> None:
    command = [sys.executable, "-u", "-c", MOVED]
    native = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=True)
    assert native.stdout.endswith("OSError\nend\n")
    for options in ({}, {"lean": True}):  # and the next run has its own again
        assert pieces(engine.run(MOVED, **options)) == [("stdout", native.stdout)]


def test_what_closes_all_closes_output(engine: Engine) -> None:
    source = (
        "import os, sys\nos.closerange(1, 2)\ntry:\n    print('lost')\nexcept OSError:\n"
        "    print('closed', file=sys.stderr)\n"
    )
    assert pieces(engine.run(source)) == [("stderr", "closed\n")]
    assert pieces(engine.run("print('here')")) == [("stdout", "here\n")]
