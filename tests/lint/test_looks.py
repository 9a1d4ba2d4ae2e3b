"""What looks at a program's things asks none of them what it is: `isinstance` may run a property
`__class__`, and `getattr` anything."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ENGINE = Path(__file__).resolve().parents[2] / "playground" / "simthreads"
#: Of syntax trees, of the engine's own objects.
APART = {"orders/unseen.py", "access/queues.py"}
ASKING = {"isinstance", "getattr", "hasattr", "vars", "dir"}
FILES = [
    file.relative_to(ENGINE).as_posix()
    for folder in ("access", "orders")
    for file in sorted((ENGINE / folder).glob("*.py"))
]
#: What a metaclass may answer for its class.
OF_CLASSES = {"__mro__", "__bases__", "__base__", "__dict__", "__class__"}


def asks(text: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(text)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ASKING
        ):
            yield node.lineno, node.func.id
        elif isinstance(node, ast.Attribute) and node.attr in OF_CLASSES:
            yield node.lineno, node.attr


@pytest.mark.parametrize("name", [each for each in FILES if each not in APART])
def test_a_thing_is_not_asked_what_it_is(name):
    assert list(asks((ENGINE / name).read_text("utf-8"))) == []


def test_who_asks_is_seen():
    assert list(asks("isinstance(x, int)\ntype(x).__mro__\n")) == [
        (1, "isinstance"),
        (2, "__mro__"),
    ]
