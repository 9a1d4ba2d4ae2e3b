"""The files that Python is started from in a page: made, packed, and kept for the next build.

Knows the engine and Pyodide, nothing of pages or of the scripts that load these files.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

from mkdocs.exceptions import PluginError

from playground import cache, node
from playground.catalogue import ROOT
from sitebuild.assets import data_segments, digest, library, packing
from sitebuild.assets.esbuild import esbuild

ENGINE = ROOT / "playground" / "simthreads"
MODULES = ROOT / "node_modules"

PAGE = 0x10000  # of WebAssembly's memory
PYODIDE_SCRIPTS = ("pyodide.mjs", "pyodide.asm.mjs")
PYODIDE_FILES = (*PYODIDE_SCRIPTS, "pyodide.asm.wasm", "pyodide-lock.json")
#: What loads scripts, makes code of text, or asks where a script came from.
_CODE_OF_TEXT = re.compile(
    r"\bnew Function\b|(?<![\w$.])(?:import|eval|Function)\s*\("
    r"|\bimportScripts\s*\(|\bimport\.meta\b"
)


@lru_cache
def pyodide_files() -> list[Path]:
    """The files that the page loads, packed: not every host compresses the interpreter, and a
    browser reads all of its script, a megabyte, before the first run."""
    found = [MODULES / "pyodide" / name for name in PYODIDE_FILES]
    for path in found:
        if not path.is_file():
            raise PluginError(f"node_modules/pyodide/{path.name} is missing: run `make setup`")
    scripts, (wasm, lock) = found[: len(PYODIDE_SCRIPTS)], found[len(PYODIDE_SCRIPTS) :]
    return [script(scripts), packed(wasm), *library.parts(), lock]


@lru_cache
def pyodide_folder() -> str:
    """Named after its content: what is at an address below it never changes."""
    version = json.loads((MODULES / "pyodide" / "package.json").read_text("utf8"))["version"]
    content = b"".join(path.read_bytes() for path in pyodide_files())
    return f"pyodide-{version}-{digest.of_bytes(content)}"


def packed(path: Path) -> Path:
    """The interpreter, adapted to the engine. The page unpacks it itself, so no host may: hence not
    the usual ending."""
    adapt = [ENGINE / "js" / name for name in ("adapt.js", "interpreter.js", "wasm.js")]
    made_from = digest.of_files([path, *adapt, *packing.MAKERS], ROOT)
    name = path.name + packing.ENDING

    def pack(folder: Path) -> None:
        folder.mkdir()
        content = node.adapted_interpreter(folder)
        (folder / name).write_bytes(packing.pack(content))

    return cache.entry("interpreter", made_from, pack) / name


def script(parts: list[Path]) -> Path:
    """Pyodide's scripts as one that stands before the worker's own: shorter, and cut. Named after
    what makes it as well: another esbuild writes it otherwise."""
    made_from = digest.of_files([*parts, Path(__file__), ROOT / "package-lock.json"], ROOT)

    def unite(folder: Path) -> None:
        folder.mkdir()
        for part in parts:
            (folder / part.name).write_text(cut(part.read_text("utf8")), "utf8")
        entry, made = folder / "entry.mjs", folder / "pyodide.js"
        entry.write_text(
            'export { loadPyodide } from "./pyodide.mjs";\n'
            'export { default as createPyodideModule } from "./pyodide.asm.mjs";\n',
            "utf8",
        )
        way = {"bundle": True, "minify": True, "format": "iife", "globalName": "Pyodide"}
        way |= {"target": "es2022", "charset": "utf8", "logLevel": "error"}
        esbuild({"entryPoints": [str(entry)], "outfile": str(made), **way})
        made.write_text(whole(made.read_text("utf8")), "utf8")

    return cache.entry("pyodide", made_from, unite) / "pyodide.js"


def cut(text: str) -> str:
    """Of Pyodide's JavaScript, all that loads a script or makes code of text: nothing that we run
    needs it, and a program that has dug its way there would."""
    text = text.replace("import.meta.url", '""')
    refusal = 'var cut_=()=>{throw new EvalError("text is not run as code here")};'
    return refusal + _CODE_OF_TEXT.sub("cut_(", text.replace("globalThis.importScripts(", "cut_("))


def whole(text: str) -> str:
    """What has been cut, unless something is left that was not there when this was written."""
    if left := _CODE_OF_TEXT.search(text):
        around = text[max(0, left.start() - 60) : left.end() + 60]
        raise PluginError(f"Pyodide's script still makes code of text: ...{around}...")
    return text


def snapshot() -> Path:
    """The interpreter's memory with the engine in it, sparse and packed: the same bytes for every
    reader."""
    makers = [ENGINE / "js" / name for name in node.SNAPSHOT_MAKERS]
    parts = [*ENGINE.rglob("*.py"), *makers, MODULES / "pyodide" / "package.json"]
    parts.append(library.archive())
    parts += [*packing.MAKERS, Path(data_segments.__file__), Path(__file__)]
    made_from = digest.of_files(parts, ROOT)

    def pack(path: Path) -> None:
        path.write_bytes(packing.pack(sparse(difference(_plain_snapshot()))))

    return cache.entry("image", f"simthreads-{made_from}.bin{packing.ENDING}", pack)


def sources() -> Path:
    """The engine's Python files, for a start without the snapshot."""
    content = json.dumps(node.sources(), sort_keys=True).encode()
    name = f"simthreads-{digest.of_bytes(content)}.json{packing.ENDING}"

    def write(path: Path) -> None:
        path.write_bytes(packing.pack(content))

    return cache.entry("image", name, write)


@lru_cache
def initial() -> bytes:
    """The memory of a new interpreter, as far as its instantiation writes it; whole words."""
    wasm = MODULES / "pyodide" / "pyodide.asm.wasm"
    written = data_segments.initial_memory(wasm.read_bytes())
    return written + bytes(-len(written) % 4)


def difference(snapshot: bytes) -> bytes:
    """A snapshot, each byte of it changed by that which the interpreter's instantiation puts there
    anyway: most of its first four megabytes are zeros then. Undone by playground/web/sparse.ts."""
    head = int.from_bytes(snapshot[4:8], "little")  # Pyodide's own, before the memory
    known = len(initial())
    memory = int.from_bytes(snapshot[head : head + known], "little")
    changed = memory ^ int.from_bytes(initial(), "little")
    return snapshot[:head] + changed.to_bytes(known, "little") + snapshot[head + known :]


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
