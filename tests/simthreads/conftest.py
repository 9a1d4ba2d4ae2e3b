"""One engine for all tests of a worker: every run in it begins from the same memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from playground.node import Engine

PROGRAMS = Path(__file__).parent / "programs"


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    with Engine() as started:
        yield started


@pytest.fixture(scope="session")
def program() -> dict[str, str]:
    """The sources of the programs that tests share, by name."""
    return {file.stem: file.read_text("utf-8") for file in PROGRAMS.glob("*.py")}
