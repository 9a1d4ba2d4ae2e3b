"""What the modules below `threading` offer, beside what CPython 3.14 has there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from playground.node import Engine

#: `dir(_thread)` of CPython 3.14 on Linux.
NAMES = [
    "LockType", "RLock", "TIMEOUT_MAX", "_ExceptHookArgs", "_NAME_MAXLEN", "_ThreadHandle", "__doc__",
    "__loader__", "__name__", "__package__", "__spec__", "_count", "_excepthook", "_get_main_thread_ident",
    "_get_name", "_is_main_interpreter", "_local", "_make_thread_handle", "_shutdown", "allocate",
    "allocate_lock", "daemon_threads_allowed", "error", "exit", "exit_thread", "get_ident", "get_native_id",
    "interrupt_main", "lock", "set_name", "stack_size", "start_joinable_thread", "start_new",
    "start_new_thread",
]  # fmt: skip

#: Prints the same whatever Python runs it.
HOOKS = """
import sys, threading
given = threading.ExceptHookArgs([ValueError, ValueError("no"), None, None])
print(given, given.exc_type, given.thread, len(given), isinstance(given, tuple), given == tuple(given))
for wrong in (lambda: threading.ExceptHookArgs([1]), lambda: threading.excepthook(3)):
    try:
        wrong()
    except TypeError as error:
        print(error)
def hook(args):
    print(isinstance(args, threading.ExceptHookArgs), args.thread.name, args.exc_value)
    threading.__excepthook__(args)
def fail(error):
    raise error
def run(error):
    thread = threading.Thread(target=fail, args=(error,), name="worker")
    thread.start()
    thread.join()
run(KeyError("default"))
threading.excepthook = hook
run(KeyError("own"))
run(SystemExit(3))
def broken(args):
    raise RuntimeError("in the hook")
threading.excepthook = broken
run(KeyError("broken"))
threading.excepthook = threading.__excepthook__
sys.stderr = None
run(KeyError("nowhere"))
print("end")
"""


def text(record: dict[str, Any], stream: str = "stdout") -> str:
    return "".join(piece["text"] for piece in record["output"] if piece["stream"] == stream)


def own_lines(said: str) -> list[str]:
    """Without the library's frames, and the marks that differ by version."""
    return [
        line
        for line in said.splitlines()
        if not line.startswith("    ") and ".zip" not in line and "/lib" not in line
    ]


def test_the_names_are_those_of_cpython(engine: Engine) -> None:
    record = engine.run("import _thread, json\nprint(json.dumps(dir(_thread)))")
    assert json.loads(text(record)) == NAMES
    if sys.version_info[:2] == (3, 14):
        import _thread

        assert dir(_thread) == NAMES


def test_hooks_are_given_what_cpython_gives(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(HOOKS)
    native = subprocess.run(
        [sys.executable, "program.py"], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    for seed in range(3):
        record = engine.run(HOOKS, seed=seed)
        assert text(record) == native.stdout
        expected = native.stderr.replace(str(tmp_path) + "/", "")
        assert own_lines(text(record, "stderr")) == own_lines(expected)


@pytest.mark.parametrize(
    "module", ["threading", "queue", "concurrent.futures", "contextvars", "asyncio"]
)
def test_what_a_module_exports_is_there(engine: Engine, module: str) -> None:
    source = f"import {module} as module\nprint(*(name for name in module.__all__ if not hasattr(module, name)))"
    assert text(engine.run(source)).strip() == ""


def test_a_plain_result_of_the_library_is_no_obstacle(engine: Engine) -> None:
    """Such a one cannot be referred to weakly."""
    source = (
        "import threading\nfrom concurrent.futures import ThreadPoolExecutor, wait\n"
        "with ThreadPoolExecutor(1) as pool:\n    ended = wait([pool.submit(abs, -1)])\n"
        "thread = threading.Thread(target=lambda: print(len(ended.done)))\nthread.start()\nthread.join()"
    )
    record = engine.run(source)
    assert (record["error"], text(record)) == (None, "1\n")
