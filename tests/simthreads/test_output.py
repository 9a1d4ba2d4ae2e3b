"""What goes to the descriptors of standard output and errors is output, in its place."""

from __future__ import annotations

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
