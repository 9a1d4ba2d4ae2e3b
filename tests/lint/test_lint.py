"""All code is typed and tidy. Plain `pytest` does what `make test` does, so
this is a test too."""

import subprocess
import sys

from playground import catalogue, node


def check(*command: str) -> None:
    done = subprocess.run(command, cwd=catalogue.ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff_finds_nothing():
    check(sys.executable, "-m", "ruff", "check", ".")


def test_ruff_would_format_nothing():
    check(sys.executable, "-m", "ruff", "format", "--check", ".")


def test_mypy_finds_nothing():
    check(sys.executable, "-m", "mypy")


def biome(*arguments: str) -> None:
    script = catalogue.ROOT / "node_modules" / "@biomejs" / "biome" / "bin" / "biome"
    check(node.find_node(), str(script), *arguments, "--max-diagnostics=50")


def test_biome_finds_nothing():
    """Rules and circles of imports, those of types too: see biome.jsonc."""
    biome("lint", "--error-on-warnings")


def test_biome_would_format_nothing():
    biome("format")
