"""How a program ends: its exit code, whatever it leaves with, and what is said of errors in what it left for its end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from playground.node import Engine
from tests.interpreter import as_from_a_terminal

LEFT_WITH = (
    "None", "True", "0", "3", "-1", "256", "300", "2**31", "-2**63", "2**63", "2**70", "-2**70", "'text'", "(1, 2)", "1.0",
)  # fmt: skip


@pytest.mark.parametrize("given", LEFT_WITH)
def test_the_exit_code_is_native(engine: Engine, given: str) -> None:
    source = f"import sys\nsys.exit({given})"
    native = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
    record = engine.run(source)
    said = "".join(piece["text"] for piece in record["output"])
    assert (record["exit_code"], said) == (native.returncode, native.stderr)


RAISED = (
    "SystemExit",
    "SystemExit(3)",
    "SystemExit('x')",
    "KeyboardInterrupt",
    "ValueError('x')",
    "GeneratorExit",
)


@pytest.mark.parametrize("raised", RAISED)
def test_an_error_at_exit_is_told_and_changes_no_code(
    engine: Engine, tmp_path: Path, raised: str
) -> None:
    source = (
        "import atexit, sys\natexit.register(print, 'first')\ndef last():\n"
        f"    raise {raised}\natexit.register(last)\nsys.exit(4)"
    )
    (tmp_path / "it.py").write_text(source)
    command = [sys.executable, "it.py"]
    native = subprocess.run(
        command, capture_output=True, text=True, cwd=tmp_path, preexec_fn=as_from_a_terminal
    )
    record = engine.run(source, filename="it.py")
    texts = {
        stream: "".join(p["text"] for p in record["output"] if p["stream"] == stream)
        for stream in ("stdout", "stderr")
    }
    assert (
        (record["exit_code"], texts["stdout"])
        == (native.returncode, native.stdout)
        == (4, "first\n")
    )
    # 3.11 begins it in other words
    assert texts["stderr"].splitlines()[1:] == [
        line.replace(str(tmp_path) + "/", "") for line in native.stderr.splitlines()[1:]
    ]


#: What a program puts where errors that nobody can catch are reported.
HOOKS = (
    "sys.unraisablehook = lambda given: 1 / 0",
    "sys.unraisablehook = lambda: None",
    "sys.unraisablehook = lambda given: sys.exit(3)",
    "sys.unraisablehook = None",
    "sys.unraisablehook = 5",
    "del sys.unraisablehook",
    "sys.stderr = None",
    "sys.stderr = 5",
)
#: How such an error comes about, other than in a call that C makes by itself.
IGNORED = {
    "of a thread's own hook": (
        "def hook(given): raise KeyError\nthreading.excepthook = hook\n"
        "t = threading.Thread(target=int, args='x')\nt.start()\nt.join()"
    ),
    "at exit": "import atexit\natexit.register(int, 'x')",
    "at a signal": (
        "import os, signal\nr, w = os.pipe()\nos.set_blocking(w, False)\n"
        "signal.signal(signal.SIGUSR1, lambda *given: None)\nsignal.set_wakeup_fd(w)\nos.close(w)\n"
        "signal.raise_signal(signal.SIGUSR1)"
    ),
}


def hooked(how: str, hook: str) -> str:
    return f"import _thread, sys, threading, time\n{hook}\n{how}\nprint('end')"


def said(engine: Engine, source: str) -> tuple[str, int, bool]:
    """What it prints, its exit code, and whether the hook's own failure is told."""
    record = engine.run(source)
    streams = {"stdout": "", "stderr": ""}
    for piece in record["output"]:
        streams[piece["stream"]] += piece["text"]
    return streams["stdout"], record["exit_code"], "unraisablehook" in streams["stderr"]


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize("how", IGNORED)
def test_a_hook_that_fails_ends_nothing(engine: Engine, how: str, hook: str) -> None:
    source = hooked(IGNORED[how], hook)
    native = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
    told = "unraisablehook" in native.stderr
    assert said(engine, source) == (native.stdout, native.returncode, told)


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_that_fails_in_a_bare_thread_does_as_at_exit(engine: Engine, hook: str) -> None:
    bare = "_thread.start_new_thread(int, ('x',))\ntime.sleep(1)"  # nothing can wait for its end
    assert said(engine, hooked(bare, hook)) == said(engine, hooked(IGNORED["at exit"], hook))


#: Streams that cannot be emptied at the end.
UNWRITTEN = {
    "stdout raises": "class W:\n    def write(s, t): pass\n    def flush(s): 1 / 0\nsys.stdout = W()",
    "stderr raises": "class W:\n    def write(s, t): pass\n    def flush(s): 1 / 0\nsys.stderr = W()",
    "stdout is closed": "sys.stdout.close()",
    "stdout is none": "sys.stdout = None",
    "no stdout": "del sys.stdout",
}


@pytest.mark.parametrize("how", UNWRITTEN)
def test_output_that_is_lost_at_the_end_is_told_by_the_exit_code(engine: Engine, how: str) -> None:
    source = f"import sys\n{UNWRITTEN[how]}\nsys.exit(3)"
    native = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
    assert said(engine, source)[:2] == (native.stdout, native.returncode)


@pytest.mark.parametrize("hook", ["", "del sys.excepthook", "sys.excepthook = None"])
def test_an_uncaught_error_is_told_by_the_interpreters_own_hook(engine: Engine, hook: str) -> None:
    source = (
        f"import sys\nprint(sys.excepthook is sys.__excepthook__)\n{hook}\n"
        "error = ValueError('x')\nraise error"
    )
    native = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
    record = engine.run(source)
    err = "".join(p["text"] for p in record["output"] if p["stream"] == "stderr").splitlines()
    lines = native.stderr.splitlines()
    assert said(engine, source)[:2] == (native.stdout, native.returncode)
    assert (err[0], err[-1]) == (lines[0], lines[-1])
