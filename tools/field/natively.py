"""What the programs of a folder do on this machine's Python: which may run here, and what each
prints. Knows nothing of the engine."""

from __future__ import annotations

import ast
import contextlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from typing import NamedTuple

REPEATS = 4
SECONDS = 10.0
QUICK = 2.0  # what takes longer is not run again
WRITES = 20 << 20  # bytes that it may write; what writes more is ended as what lasts too long
KEPT = 1_000_000  # characters of output, more than a run of the engine keeps

ONE_PROCESSOR = "cpu_count=1"  # as the engine has; a pool's size follows from it

NETWORK = {"socket", "socketserver", "ssl", "http", "urllib", "ftplib", "smtplib", "poplib"}
NETWORK |= {"imaplib", "xmlrpc", "webbrowser"}
WINDOWS = {"tkinter", "turtle", "curses", "readline", "termios", "tty", "pty"}
MACHINE = {"ctypes", "mmap", "resource", "winreg", "msvcrt", "winsound", "syslog", "fcntl"}
PROCESSES = {"subprocess", "pty"}
ROBUST = {"remove", "unlink", "rmdir", "removedirs", "rmtree", "rename", "renames", "replace"}
FILES = {f"os.{name}" for name in ROBUST | {"truncate", "chmod", "chown", "symlink", "link"}}
FILES |= {"shutil.rmtree", "shutil.move", "shutil.copytree", "shutil.make_archive"}
FORKS = {"os.fork", "os.forkpty", "os.system", "os.popen", "os.killpg", "os.posix_spawn"}
NETWORKED = {"open_connection", "start_server", "create_server", "create_connection"}
NETWORKED |= {"open_unix_connection", "start_unix_server", "create_datagram_endpoint"}


class Native(NamedTuple):
    """What one run gave."""

    stdout: str
    stderr: str
    code: int | None  # None: it was still running when its time was over
    seconds: float

    @property
    def error(self) -> str:
        """The class of the error that ended a thread or the program, or nothing."""
        return last_error(self.stderr)


def last_error(text: str) -> str:
    """The class named below the last traceback of a text."""
    found = ""
    inside = False
    for line in text.splitlines():
        if line.startswith("Traceback (most recent call last)"):
            inside = True
        elif inside and line and not line.startswith((" ", "+", "|")):
            inside = False
            found = line.partition(":")[0].strip()
    return found


def _names(tree: ast.AST) -> Iterator[str]:
    """Every module imported and every dotted name used, each import by its full name."""
    known: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for item in node.names:
                known[item.asname or item.name] = item.name
                yield item.name
        elif isinstance(node, ast.ImportFrom):
            yield ("." * node.level) + (node.module or "")
            for item in node.names:
                known[item.asname or item.name] = f"{node.module}.{item.name}"
                yield f"{node.module}.{item.name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            parts = [node.attr]
            inner: ast.expr = node.value
            while isinstance(inner, ast.Attribute):
                parts.append(inner.attr)
                inner = inner.value
            if isinstance(inner, ast.Name):
                parts.append(known.get(inner.id, inner.id))
            yield ".".join(reversed(parts))
        elif isinstance(node, ast.Name):
            yield known.get(node.id, node.id)


def names(source: str) -> set[str]:
    return set(_names(ast.parse(source)))


def unfit(source: str) -> str | None:
    """Why a program is not run here: what it needs, or what it might do to the machine."""
    try:
        used = names(source)
    except (SyntaxError, ValueError):
        return "is not Python 3"
    tops = {name.partition(".")[0] for name in _imports(source)}
    foreign = sorted(tops - set(sys.stdlib_module_names))
    if foreign:
        return f"imports {foreign[0] or 'a sibling'}"
    for what, modules in (("network", NETWORK), ("window", WINDOWS), ("machine", MACHINE)):
        if tops & modules:
            return f"needs the {what}: {sorted(tops & modules)[0]}"
    lasts = {name.rpartition(".")[2] for name in used}
    if lasts & NETWORKED:
        return "needs the network"
    if tops & PROCESSES or used & FORKS or any(n.startswith(("os.exec", "os.spawn")) for n in used):
        return "starts other programs"
    if used & FILES or {"rmtree", "unlink"} & lasts or "expanduser" in lasts or "home" in lasts:
        return "changes files"
    if "os.kill" in used and "os.getpid" not in used:
        return "signals other processes"
    if _writes_elsewhere(source):
        return "writes outside its folder"
    return None


def _imports(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (item.name for item in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "" if node.level else node.module or ""


def _writes_elsewhere(source: str) -> bool:
    """An absolute path, or one that climbs, is named anywhere and something is opened."""
    tree = ast.parse(source)
    texts = (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant))
    away = any(
        isinstance(text, str) and text.startswith(("/", "../", "~/", "C:")) and len(text) < 200
        for text in texts
    )
    return away and any(isinstance(n, ast.Name) and n.id == "open" for n in ast.walk(tree))


def _limits() -> None:
    """Addresses for a thousand threads' stacks, which a program must not lack, and little more."""
    resource.setrlimit(resource.RLIMIT_AS, (32 << 30, 32 << 30))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITES, WRITES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _end(process: subprocess.Popen[bytes]) -> None:
    """The program, and what it may have started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def once(source: str, name: str, python: str, seconds: float = SECONDS) -> Native:
    folder = tempfile.mkdtemp(prefix="field-")
    try:
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(source)
        with (
            open(os.path.join(folder, ".out"), "w+b") as out,
            open(os.path.join(folder, ".err"), "w+b") as err,
        ):
            began = time.monotonic()
            process = subprocess.Popen(
                [python, "-u", "-X", "utf8", "-X", ONE_PROCESSOR, "-B", name],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                cwd=folder,
                env={"PATH": os.environ.get("PATH", ""), "HOME": folder, "TMPDIR": folder},
                start_new_session=True,
                preexec_fn=_limits,
            )
            code: int | None = None
            with contextlib.suppress(subprocess.TimeoutExpired):
                code = process.wait(seconds)
            took = time.monotonic() - began
            _end(process)
            texts = []
            if max(os.fstat(stream.fileno()).st_size for stream in (out, err)) >= WRITES:
                code = None
            for stream in (out, err):
                stream.seek(0)
                text = stream.read(KEPT).decode("utf-8", "replace")
                texts.append(text.replace(folder + os.sep, ""))
        return Native(texts[0], texts[1], code, round(took, 2))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def runs(source: str, name: str, pythons: list[str]) -> list[Native]:
    """Some runs on each Python; one alone of a program that takes long."""
    made = []
    for python in pythons:
        made.append(once(source, name, python))
        if made[-1].code is not None and made[-1].seconds < QUICK:
            made += [once(source, name, python) for _ in range(REPEATS - 1)]
    return made
