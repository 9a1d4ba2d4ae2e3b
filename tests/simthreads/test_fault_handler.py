"""`faulthandler`, which the book recommends: each program says the same as natively, but for addresses and names."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from playground.node import Engine

BLOCKED = """
import faulthandler, sys, threading, time
def deep(number):
    if number:
        return deep(number - 1)
    ready.wait()
    stay.wait()
class Asks:
    def method(self):
        ask = lambda: faulthandler.dump_traceback()
        ask()
def settle():
    ready.wait()
    time.sleep(0.2)
ready, stay = threading.Barrier(3), threading.Event()
for number in (1, 2):
    threading.Thread(target=deep, args=(number,), daemon=True).start()
settle()
"""

PROGRAMS = {
    "all threads": BLOCKED + "Asks().method()",
    "one thread": BLOCKED + "faulthandler.dump_traceback(all_threads=False)",
    "to a file": BLOCKED
    + "with open('stacks', 'w+') as file:\n    faulthandler.dump_traceback(file)\n"
    "    faulthandler.dump_traceback(file.fileno())\n    file.seek(0)\n    print(file.read(), file=sys.stderr)",
    "a watchdog": BLOCKED + "faulthandler.dump_traceback_later(0.3)\ntime.sleep(0.8)",
    "a watchdog that repeats": BLOCKED
    + "faulthandler.dump_traceback_later(0.4, repeat=True)\ntime.sleep(1)\n"
    "faulthandler.cancel_dump_traceback_later()\ntime.sleep(0.6)",
    "a watchdog that leaves": BLOCKED
    + "faulthandler.dump_traceback_later(0.3, exit=True)\nstay.wait()\nprint('never')",
    "a watchdog of a loop": "import faulthandler\nfaulthandler.dump_traceback_later(0.2, exit=True)\n"
    "def spin():\n    while True: pass\nspin()",
    "the last watchdog wins": "import faulthandler, time\nfaulthandler.dump_traceback_later(0.2)\n"
    "faulthandler.dump_traceback_later(0.5)\ntime.sleep(0.3)\nfaulthandler.cancel_dump_traceback_later()\n"
    "time.sleep(0.5)\nfaulthandler.cancel_dump_traceback_later()",
    "a deep stack": "import faulthandler\ndef dive(n):\n    dive(n - 1) if n else faulthandler.dump_traceback()\ndive(150)",
    "switches": "import faulthandler, sys\nfor call in (faulthandler.is_enabled, faulthandler.disable, faulthandler.enable,\n"
    "             faulthandler.is_enabled, faulthandler.disable, faulthandler.is_enabled):\n    print(call(), file=sys.stderr)",
    "a signal": BLOCKED
    + "import signal\nfaulthandler.register(signal.SIGUSR1)\nsignal.raise_signal(signal.SIGUSR1)\n"
    "print(faulthandler.unregister(signal.SIGUSR1), faulthandler.unregister(signal.SIGUSR1), file=sys.stderr)",
    "misuse": "import faulthandler, io, sys\nout, sys.stdout = sys.stdout, sys.stderr\ndef tried(what, *args, **named):\n"
    "    try:\n        what(*args, **named)\n    except Exception as error:\n"
    "        print(type(error).__name__, str(error).partition(' cannot be ')[0])\n"
    "tried(faulthandler.dump_traceback_later, 0)\ntried(faulthandler.dump_traceback_later, -1)\n"
    "tried(faulthandler.dump_traceback_later, 'x')\ntried(faulthandler.dump_traceback, io.StringIO())\n"
    "tried(faulthandler.dump_traceback, object())\ntried(faulthandler.enable, file='x')\n"
    "tried(faulthandler.register, 0)\ntried(faulthandler.unregister, 1000)\n"
    "sys.stderr = io.StringIO()\ntried(faulthandler.dump_traceback)\nsys.stderr = None\ntried(faulthandler.dump_traceback)",
}  # fmt: skip


def comparable(said: str) -> list[str]:
    """Without addresses, the names that 3.14 adds, the dots that it leaves out, and the library's frames."""
    lines = re.sub(r"hread 0x[0-9a-f]{16}( \[.*\])?", "hread", said).splitlines()
    library = [line for line in lines if line.startswith("  File") and "program.py" not in line]
    return [line for line in lines if line not in (*library, "  ...")]


def text(record: dict[str, Any], stream: str = "stdout") -> str:
    return "".join(piece["text"] for piece in record["output"] if piece["stream"] == stream)


@pytest.mark.parametrize("name", PROGRAMS)
def test_it_says_what_it_says_natively(engine: Engine, name: str, tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAMS[name])
    native = subprocess.run(
        [sys.executable, "program.py"], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    expected = comparable(native.stderr.replace(str(tmp_path) + "/", ""))
    assert expected or name == "the last watchdog wins"
    for seed in range(3):
        record = engine.run(PROGRAMS[name], seed=seed)
        assert (record["exit_code"], text(record)) == (native.returncode, native.stdout)
        assert comparable(text(record, "stderr")) == expected
        assert "simthreads" not in text(record, "stderr")


DEADLOCK = """
import faulthandler, threading
left, right, both = threading.Lock(), threading.Lock(), threading.Barrier(2)
def work(first, second):
    with first:
        both.wait()
        with second:
            pass
for pair in ((left, right), (right, left)):
    threading.Thread(target=work, args=pair, name="worker").start()
faulthandler.dump_traceback_later(10, repeat=True)
threading.main_thread()
"""


def test_a_watchdog_barks_though_nobody_can_go_on(engine: Engine) -> None:
    record = engine.run(DEADLOCK)
    said = text(record, "stderr")
    assert record["outcome"] == "deadlock"
    assert said.startswith(
        "Timeout (0:00:10)!\nThread 0x0000000000000003 [worker] (most recent call first):\n"
    )
    assert said.count('  File "program.py", line 7 in work\n') == 2
    assert record["output"][-1]["time"] >= 10


def test_a_crash_is_refused(engine: Engine) -> None:
    for call in ("_sigsegv", "_read_null", "_fatal_error_c_thread", "dump_c_stack"):
        message = engine.run(f"import faulthandler\nfaulthandler.{call}()")["error"]["message"]
        assert re.fullmatch(r"NotSimulated: .* is not simulated: use .*", message)
