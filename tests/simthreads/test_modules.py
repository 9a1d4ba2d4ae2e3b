"""Every module of the standard library, and what people call first in it."""

from __future__ import annotations

import json
import re

import pytest

from playground.node import Engine
from tests.simthreads.modules import ENTRIES, answer, differences

#: Private modules are the halves in C and the helpers of public ones; a program has no call to them.
PUBLIC_ALL_THE_SAME = {"__future__", "_thread"}
#: Windows has these alone: a run says of them what Linux says.
OF_WINDOWS = {"msvcrt", "nt", "winreg", "winsound"}
PARTS_OF_WINDOWS = {
    "asyncio.windows_events",
    "asyncio.windows_utils",
    "encodings.mbcs",
    "encodings.oem",
    "multiprocessing.popen_spawn_win32",
}

#: Imports all modules there are, those in packages and private ones included: each is there or says why not.
IMPORT_ALL = """
import importlib, json, pkgutil, sys, types, warnings
warnings.simplefilter("ignore")
paths = [path for path in sys.path if "python" in path and "site-packages" not in path]
names = set(sys.stdlib_module_names) | {
    "concurrent.interpreters", "multiprocessing.shared_memory", "tkinter.ttk", "curses.ascii", "dbm.dumb",
    "test.support", "unittest.mock"}
skip = {"this", "antigravity", "pyodide", "_pyodide"}
for module in pkgutil.walk_packages(paths, onerror=str):
    names.add(module.name)
failures = {}
for name in sorted(names):
    if name.partition(".")[0] in skip or name.endswith("__main__"):
        continue
    try:
        importlib.import_module(name)
    except Exception as error:
        failures[name] = [type(error).__name__, str(error)]
print(len(names))
print(json.dumps(failures))
"""


def test_every_module_has_an_entry(engine: Engine) -> None:
    record = engine.run("import json, sys\nprint(json.dumps(sorted(sys.stdlib_module_names)))")
    names = set(json.loads(record["output"][0]["text"]))
    public = {name for name in names if not name.startswith("_")} | PUBLIC_ALL_THE_SAME
    entries = [entry["module"] for entry in ENTRIES]
    assert sorted(public | {"test"}) == sorted(entries)
    for entry in ENTRIES:
        for call in entry["calls"]:
            assert ("prints" in call) != ("says" in call), entry


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry["module"]))
def test_a_module_answers_as_its_entry_says(engine: Engine, entry: dict[str, object]) -> None:
    found = differences(engine, entry)
    assert not found, "\n\n".join(found)


def test_what_is_refused_says_what_and_why_in_one_line() -> None:
    for entry in ENTRIES:
        for call in entry["calls"]:
            if "says" in call and entry["module"] not in OF_WINDOWS:
                line = call["says"]
                assert re.search(r"(is|are) not simulated|is unsupported on this system", line)
                assert "\n" not in line and len(line) <= 130, line
                assert not re.search("yodide|simthreads|Function not implemented", line)


def test_each_module_is_there_or_says_why_not(engine: Engine) -> None:
    record = engine.run(IMPORT_ALL, lean=True, seconds=100, max_output=5_000_000)
    assert record["outcome"] == "finished", record["error"]
    count, failures = "".join(
        piece["text"] for piece in record["output"] if piece["stream"] == "stdout"
    ).splitlines()
    assert int(count) > 500
    for name, (kind, message) in json.loads(failures).items():
        assert kind in ("ImportError", "ModuleNotFoundError", "NotSimulated"), (name, kind, message)
        assert "\n" not in message and not re.search("yodide|not implemented", message), message
        last = name.rpartition(".")[2]
        private = name.startswith("_") or last.startswith("_")
        plain = message.startswith(("No module named '", "import of _asyncio halted"))
        windows = name in OF_WINDOWS | PARTS_OF_WINDOWS
        assert "not simulated" in message or (private and plain) or windows, (name, message)


def test_a_program_may_bring_a_module_of_such_a_name(engine: Engine) -> None:
    """What is changed or refused by name is the library's, not the program's own."""
    files = {
        name: "def who():\n    return __name__\n" for name in ("getpass.py", "turtle.py", "pdb.py")
    }
    source = "import getpass, pdb, turtle\nprint(getpass.who(), pdb.who(), turtle.who(), hasattr(pdb, 'Pdb'))"
    record = engine.run(source, files=files)
    assert record["output"][0]["text"] == "getpass pdb turtle False\n"


def test_who_only_asks_is_told_that_it_is_not_there(engine: Engine) -> None:
    source = (
        "import importlib.util, os, asyncio, hashlib\n"
        "print(*(importlib.util.find_spec(name) for name in ('tkinter', 'curses', 'pwd')))\n"
        "print(*(hasattr(os, name) for name in ('fork', 'posix_spawn', 'nice', 'lsitdir')))\n"
        "try:\n    import tkinter\nexcept ModuleNotFoundError as error:\n    print(error.name)\n"
        "try:\n    os.lsitdir\nexcept AttributeError as error:\n    print(error)"
    )
    assert answer(engine, source) == {
        "prints": "None None None\nTrue False False False\ntkinter\nmodule 'os' has no attribute 'lsitdir'"
    }


def test_a_refusal_is_what_the_library_catches(engine: Engine) -> None:
    source = (
        "import subprocess, socket, webbrowser, threading\n"
        "for kind, call in ((OSError, lambda: subprocess.run(['ls'])), (OSError, socket.socket),\n"
        "                   (webbrowser.Error, webbrowser.get), (RuntimeError, lambda: subprocess.Popen('ls'))):\n"
        "    try:\n        call()\n    except kind as error:\n        print(type(error).__name__, isinstance(error, NotImplementedError))"
    )
    assert answer(engine, source) == {"prints": "\n".join(["NotSimulated False"] * 4)}


NO_CTYPES = "is not simulated: a run has no C to call; to end a thread, have it look at an Event"
WAYS_IN = """
import importlib, sys
ways = (
    __import__, importlib.import_module, importlib._bootstrap._gcd_import,
    lambda name: exec(f"import {name}"), lambda name: exec(f"from {name} import *"))
for name in ("ctypes", "ctypes.util", "_ctypes"):
    print(name in sys.modules)
    for way in ways:
        try:
            way(name)
        except ImportError as error:
            print(error)
"""
#: What the library itself asks ctypes for, and does without.
WITHOUT = """
import asyncio, locale, multiprocessing.pool, platform, sqlite3, sys, sysconfig, uuid, webbrowser
print(uuid.uuid1().version, platform.python_implementation(), "ctypes" in sys.modules)
"""


def test_ctypes_is_refused_in_the_same_words_whoever_asks(engine: Engine) -> None:
    lines = [
        line
        for name in ("ctypes", "ctypes", "_ctypes")
        for line in ("False", *[f"{name} {NO_CTYPES}"] * 5)
    ]
    assert answer(engine, WAYS_IN) == {"prints": "\n".join(lines)}
    assert answer(engine, WITHOUT) == {"prints": "1 CPython False"}
    brought = engine.run("import ctypes\nprint(ctypes.mine)", files={"ctypes.py": "mine = 3\n"})
    assert brought["output"][0]["text"] == "3\n"


def test_an_error_sent_into_a_thread_by_ctypes_is_refused(engine: Engine) -> None:
    source = (
        "import threading, time, ctypes\nworker = threading.Thread(target=time.sleep, args=(9,))\n"
        "ctypes.pythonapi.PyThreadState_SetAsyncExc(worker.ident, SystemExit)"
    )
    assert answer(engine, source) == {"says": f"ImportError: ctypes {NO_CTYPES}"}
