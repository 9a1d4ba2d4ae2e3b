"""The programs that tests of the engine share."""

from __future__ import annotations

from pathlib import Path

import pytest

PROGRAMS = Path(__file__).parent / "programs"


@pytest.fixture(scope="session")
def program() -> dict[str, str]:
    """The sources of the programs that tests share, by name."""
    return {file.stem: file.read_text("utf-8") for file in PROGRAMS.glob("*.py")}
