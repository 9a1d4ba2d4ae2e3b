"""The files that Python is started from in a page: made, packed, and kept for the next build.

Knows the engine and Pyodide, nothing of pages or of the scripts that load these files.
"""

from __future__ import annotations

import gzip
import json
import tempfile
from functools import cache
from pathlib import Path

from mkdocs.exceptions import PluginError

from playground import node
from site_theme import digest
from site_theme.esbuild import esbuild

ROOT = Path(__file__).resolve().parents[1]
ENGINE = ROOT / "playground" / "simthreads"
MODULES = ROOT / "node_modules"
CACHE = ROOT / ".cache" / "playground"

PAGE = 0x10000  # of WebAssembly's memory
PYODIDE_FILES = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)


@cache
def pyodide_files() -> list[Path]:
    """The files that the page loads, packed: not every host compresses the interpreter, and a
    browser reads all of its script, a megabyte, before the first run."""
    found = [MODULES / "pyodide" / name for name in PYODIDE_FILES]
    for path in found:
        if not path.is_file():
            raise PluginError(f"node_modules/pyodide/{path.name} is missing: run `make setup`")
    ways = {".wasm": packed, ".mjs": minified}
    return [ways[path.suffix](path) if path.suffix in ways else path for path in found]


@cache
def pyodide_folder() -> str:
    """Named after its content: what is at an address below it never changes."""
    version = json.loads((MODULES / "pyodide" / "package.json").read_text("utf8"))["version"]
    content = b"".join(path.read_bytes() for path in pyodide_files())
    return f"pyodide-{version}-{digest.of_bytes(content)}"


def packed(path: Path) -> Path:
    """The interpreter, adapted to the engine. The page unpacks it itself, so no host may: hence not
    the usual ending."""
    adapt = [ENGINE / "js" / name for name in ("adapt.js", "interpreter.js", "wasm.js")]
    made_from = digest.of_files([path, *adapt], ROOT)
    result = CACHE / f"packed-{made_from}" / f"{path.name}.gzip"
    if not result.is_file():
        result.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
            content = node.adapted_interpreter(Path(scratch))
        write(result, gzip.compress(content, 9, mtime=0))
    return result


def minified(path: Path) -> Path:
    """Shorter, and does the same. Named after what makes it as well: another esbuild writes it
    otherwise."""
    made_from = digest.of_files([path, Path(__file__), ROOT / "package-lock.json"], ROOT)
    result = CACHE / f"packed-{made_from}" / path.name
    if not result.is_file():
        result.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
            made = Path(scratch, path.name)
            way = {"minify": True, "format": "esm", "target": "es2022", "charset": "utf8"}
            esbuild({"entryPoints": [str(path)], "outfile": str(made), "logLevel": "error", **way})
            write(result, made.read_bytes())
    return result


def write(path: Path, content: bytes) -> None:
    """Whole or not at all."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as part:
        part.write(content)
    Path(part.name).chmod(0o644)
    Path(part.name).replace(path)


def snapshot() -> Path:
    """The interpreter's memory with the engine in it, sparse and gzipped: the same bytes for every
    reader."""
    makers = [ENGINE / "js" / name for name in node.SNAPSHOT_MAKERS]
    parts = [*ENGINE.rglob("*.py"), *makers, MODULES / "pyodide" / "package.json", Path(__file__)]
    made_from = digest.of_files(parts, ROOT)
    result = CACHE / f"simthreads-{made_from}.bin.gzip"
    if not result.is_file():
        plain = _plain_snapshot()
        CACHE.mkdir(parents=True, exist_ok=True)
        for old in CACHE.glob("*.bin.gzip"):
            old.unlink(missing_ok=True)
        write(result, gzip.compress(sparse(plain), 9, mtime=0))
    return result


def sources() -> Path:
    """The engine's Python files, for a start without the snapshot."""
    content = json.dumps(node.sources(), sort_keys=True).encode()
    result = CACHE / f"simthreads-{digest.of_bytes(content)}.json"
    if not result.is_file():
        CACHE.mkdir(parents=True, exist_ok=True)
        write(result, content)
    return result


def sparse(memory: bytes) -> bytes:
    """The size, four bytes, the least first; a bit for each page, the least first: whether it holds
    anything; and the pages that do. Read by playground/web/sparse.ts."""
    pages = [memory[at : at + PAGE] for at in range(0, len(memory), PAGE)]
    bits = sum(1 << number for number, page in enumerate(pages) if any(page))
    head = len(memory).to_bytes(4, "little") + bits.to_bytes(-(-len(pages) // 8), "little")
    return head + b"".join(page for page in pages if any(page))


def _plain_snapshot() -> bytes:
    try:
        return node.ensure_snapshot().read_bytes()
    except node.SetupError as error:
        raise PluginError(str(error)) from None
