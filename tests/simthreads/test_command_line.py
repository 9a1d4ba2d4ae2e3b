"""The command line: every exit code, every line on stderr, and JSON that fits the schema.

In this process and on the tests' one engine, for an engine's start costs a second; once as a reader calls it.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys

import pytest

from playground import __main__ as command
from playground import catalogue, possible
from playground.exercises import verdicts
from tests.simthreads.schema import problems

PROGRAMS = {
    "fine": "print('fine')",
    "orders": (
        "import threading\n"
        "threads = [threading.Thread(target=lambda n=n: print(n)) for n in (1, 2)]\n"
        "for t in threads: t.start()\nfor t in threads: t.join()\n"
    ),
    "raises": "1 / 0",
    "dies": "import threading\nthreading.Thread(target=lambda: 1 / 0).start()",
    "exits": "import sys\nsys.exit(7)",
    "syntax": "def f(:\n    pass",
    "stuck": "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()",
    "spins": "while True:\n    pass",
    "prints": "while True:\n    print('x' * 1000)",
    "takes": "x = []\nwhile True:\n    x.append(bytearray(10**8))",
    "dives": "def f(n):\n    return f(n + 1)\nf(0)",
    "nests": "x = []\nfor _ in range(100_000):\n    x = [x]\nprint(len(repr(x)))",
    "loses": (
        "import threading\nn = 0\ndef add():\n    global n\n    n += 1\n"
        "threads = [threading.Thread(target=add) for _ in range(2)]\n"
        "for t in threads: t.start()\nfor t in threads: t.join()\nassert n == 2"
    ),
}


DECLARED = {
    "latin-1": "é",
    "gbk": "线程",
    "big5": "線程",
    "shift-jis": "スレッド",
    "utf-8": "线程",
    "cp1252": "€",
}
LONG = "线" * 84 + ".py"  # 255 bytes, the longest name that Linux has


@pytest.fixture
def call(engine, monkeypatch, capsys, tmp_path):
    """`call("run", "fine.py")` gives exit code, stdout and stderr."""
    for name, source in PROGRAMS.items():
        (tmp_path / f"{name}.py").write_text(source, "utf-8")
    (tmp_path / LONG).write_text("print(__file__)", "utf-8")
    (tmp_path / "latin.py").write_bytes("print('é')".encode("latin-1"))
    for encoding in DECLARED:
        text = f"# -*- coding: {encoding} -*-\nprint('{DECLARED[encoding]}')"
        (tmp_path / f"{encoding}.py").write_bytes(text.encode(encoding))
    (tmp_path / "unknown.py").write_bytes(b"#!/bin/python3\n# coding: nonsense\nprint(1)")
    (tmp_path / "hex.py").write_bytes(b"# coding: hex\nprint(1)")
    (tmp_path / "wrong.py").write_bytes("# coding: ascii\nprint('é')".encode())
    (tmp_path / "both.py").write_bytes(b"\xef\xbb\xbf# coding: latin-1\nprint(1)")
    (tmp_path / "folder").mkdir()
    (tmp_path / "nulls.py").write_bytes(b"print(1)\0")
    with (tmp_path / "huge.py").open("wb") as huge:
        huge.truncate(1 << 40)
    (tmp_path / "link.py").symlink_to("/dev/zero")
    (tmp_path / "circle.py").symlink_to("circle.py")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "windows.py").write_bytes(b"\xef\xbb\xbfprint('fine')\r\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "Engine", lambda: contextlib.nullcontext(engine))

    def run_command(*arguments):
        monkeypatch.setattr(sys, "argv", ["playground", *arguments])
        try:
            code = command.main()
        except SystemExit as end:
            code = end.code
        return code, *capsys.readouterr()

    return run_command


UNUSABLE = {
    "run nowhere.py": "playground: nowhere.py: No such file or directory",
    "run folder": "playground: folder: Is a directory",
    "run latin.py": "playground: 'latin.py': not a text in UTF-8",
    "run unknown.py": "playground: unknown.py: unknown encoding: nonsense",
    "run hex.py": "playground: hex.py: 'hex' is not a text encoding{}",
    "run wrong.py": "playground: 'wrong.py': not a text in ascii",
    "run both.py": "playground: 'both.py': not a text in UTF-8",
    "run nulls.py": "playground: nulls.py: not a text, there are null bytes in it",
    "run huge.py": "playground: huge.py: a program has 1,000,000 bytes at most",
    "run /dev/zero": "playground: /dev/zero: not a file but a device",
    "explore /dev/zero": "playground: /dev/zero: not a file but a device",
    "run /dev/null": "playground: /dev/null: not a file but a device",
    "run link.py": "playground: link.py: not a file but a device",
    "run circle.py": "playground: circle.py: {}",
    "run pipe": "playground: pipe: not a file but a pipe",
    "explore pipe": "playground: pipe: not a file but a pipe",
    "run /proc/self/mem": "playground: /proc/self/mem: Input/output error",
    "run fine.py/x": "playground: fine.py/x: Not a directory",
    "run \0": "playground: '\\x00': not a text in UTF-8",
    f"run {'x' * 300}": f"playground: {'x' * 300}: File name too long",
    "run fine.py --trace folder": "playground: folder: Is a directory",
    "run fine.py --trace /dev/full": "playground: /dev/full: No space left on device",
    "record pipe": "playground: pipe: no program of snippets/",
    "run fine.py --seed -1": "python -m playground run: argument --seed: the seed lies between 0 and 4294967295, not '-1'",
    "run fine.py --seed 4294967296": "python -m playground run: argument --seed: the seed lies between 0 and 4294967295, not '4294967296'",
    "run fine.py --schedule hello": "python -m playground run: argument --schedule: a schedule starts with '1.', not 'hello'",
    "run fine.py --schedule 1.bytecode.2@9": "playground: the schedule does not fit the program: the program ended before the schedule did",
    "run stuck.py --schedule 1.bytecode.2@9": "playground: the schedule does not fit the program: the program ended before the schedule did",
    "run fine.py --quickly": "python -m playground: unrecognized arguments: --quickly",
    "run fine.py --policy best": "python -m playground run: argument --policy: invalid choice: 'best' (choose from {})",
    "run fine.py --max-steps 0": "python -m playground run: argument --max-steps: a whole number above 0, not '0'",
    "run fine.py --trace nowhere/trace.json": "playground: nowhere/trace.json: No such file or directory",
    "run": "python -m playground run: the following arguments are required: FILE",
    "explore nowhere.py": "playground: nowhere.py: No such file or directory",
    "explore fine.py --schedules 0": "python -m playground explore: argument --schedules: a whole number above 0, not '0'",
    "explore fine.py --seed x": "python -m playground explore: argument --seed: the seed lies between 0 and 4294967295, not 'x'",
    "record fine.py": "playground: fine.py: no program of snippets/",
    "fly": "python -m playground: argument command: invalid choice: 'fly' (choose from {})",
    "": "python -m playground: the following arguments are required: command",
}


@pytest.mark.parametrize("arguments", UNUSABLE)
def test_what_cannot_be_run_is_said_in_one_line(call, arguments):
    start, _, end = UNUSABLE[arguments].partition("{}")
    code, out, err = call(*arguments.split())
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(start) and err.rstrip("\n").endswith(end)


ENDS = {
    "run fine.py": (0, "fine\n", ""),
    f"run {LONG}": (0, f"{LONG}\n", ""),
    "run windows.py": (0, "fine\n", ""),
    **{f"run {name}.py": (0, f"{text}\n", "") for name, text in DECLARED.items()},
    "run raises.py": (1, "", "ZeroDivisionError: division by zero"),
    "run dies.py": (1, "", "ZeroDivisionError: division by zero"),
    "run exits.py": (1, "", ""),
    "run syntax.py": (1, "", "SyntaxError: invalid syntax"),
    "run stuck.py": (
        1, "",
        "  MainThread holds lock (line 3); waits in Lock.acquire on lock (line 4), held by MainThread\n"
        "  circle: MainThread -> MainThread",
    ),
    "run spins.py --max-steps 9000": (3, "", "playground: stopped by the limit on steps: it did not end; --max-steps allows more"),
    "run prints.py": (3, None, "playground: stopped by the limit on output: it prints more than 500,000 characters or 100,000 pieces; print less"),
    "run takes.py": (3, "", "MemoryError\nplayground: stopped by the limit on memory: it uses more than 480 MiB; use less"),
    "run dives.py": (1, "", "RecursionError: maximum recursion depth exceeded"),
    "run nests.py": (3, "", "playground: stopped by the limit on stack: it nests too deep for the stack; nest less"),
    "run raises.py --schedule 1.bytecode": (1, "", "ZeroDivisionError: division by zero"),
    "explore fine.py --schedules 3": (0, "not found in 3 schedules\n", ""),
    "explore spins.py --schedules 2 --max-steps 9000": (
        3, "not found in 2 schedules\n"
        "in 2 of these schedules, the program did not end before it met a limit\n", "",
    ),
    "explore orders.py --schedules 40": (
        0, "not found in 40 schedules\ndifferent outputs: 2; --same-output holds it to one\n", "",
    ),
    "explore syntax.py": (
        1, "raised SyntaxError: found in schedule 1\nreplay with: --schedule 1.bytecode\n",
        "SyntaxError: invalid syntax",
    ),
}  # fmt: skip


@pytest.mark.parametrize("arguments", ENDS)
def test_each_end_has_its_code_and_its_words(call, arguments):
    expected, printed, said = ENDS[arguments]
    code, out, err = call(*arguments.split())
    assert code == expected
    assert printed is None or out == printed
    assert err.rstrip("\n").endswith(said) and bool(err) == bool(said)
    assert call("run", "fine.py") == (0, "fine\n", "")


def test_a_search_gives_a_schedule_that_replays(call):
    code, out, err = call("explore", "loses.py")
    replay = out.rpartition("--schedule ")[2].strip()
    assert (code, err.splitlines()[-1]) == (1, "AssertionError")
    assert call("run", "loses.py", "--schedule", replay)[::2] == (1, err)


@pytest.mark.parametrize("name", ["fine", "raises", "stuck", "syntax", "prints", "takes"])
def test_json_fits_the_schema_and_is_all_that_is_printed(call, name):
    code, out, err = call("run", f"{name}.py", "--json")
    assert err == "" and problems(json.loads(out)) == []
    assert code == {"fine": 0, "prints": 3, "takes": 3}.get(name, 1)


def test_json_of_a_search_holds_a_record(call):
    code, out, err = call("explore", "loses.py", "--json")
    assert (code, err) == (1, "") and problems(json.loads(out)["record"]) == []
    assert json.loads(call("explore", "fine.py", "--json", "--schedules", "2")[1])["found"] is False


def test_a_stale_record_is_told(call, monkeypatch, tmp_path):
    program = catalogue.programs()[0]
    assert call("record", "--check", str(program.path)) == (0, "", "")
    monkeypatch.setattr(catalogue, "RECORDED", tmp_path / "recorded")
    name = f"{program.slug}/{program.name}"
    stale = (1, "", f"playground: stale records: {name}\n")
    assert call("record", "--check", str(program.path)) == stale
    assert call("record", str(program.path)) == (0, "", "")
    assert call("record", "--check", str(program.path)) == (0, "", "")


def test_what_is_of_all_pages_is_looked_at_where_no_program_is_named(call, monkeypatch, tmp_path):
    """With one program instead of all, and one list: what there is of each, other tests see."""
    program = catalogue.programs()[0]
    name = possible.marked()[0]
    renewed = []
    monkeypatch.setattr(catalogue, "RECORDED", tmp_path / "recorded")
    monkeypatch.setattr(catalogue, "simulated", lambda: [program])
    monkeypatch.setattr(possible, "FILE", tmp_path / "possible.json")
    monkeypatch.setattr(possible, "marked", lambda: [name])
    monkeypatch.setattr(verdicts, "renew_all", lambda: renewed.append(1))
    assert call("record", str(program.path)) == (0, "", "")
    assert not possible.FILE.exists() and not renewed
    assert call("record") == (0, "", "")
    assert list(json.loads(possible.FILE.read_text("utf8"))) == [name] and renewed
    assert call("record", "--check") == (0, "", "")
    possible.FILE.write_text("{}", "utf8")
    assert call("record", "--check", str(program.path)) == (0, "", "")
    assert call("record", "--check") == (1, "", "playground: stale records: possible.json\n")


def test_as_a_reader_calls_it(tmp_path):
    (tmp_path / "program.py").write_text(
        "import sys\nprint('out')\nprint('err', file=sys.stderr)\n1 / 0"
    )
    done = subprocess.run(
        [sys.executable, "-m", "playground", "run", str(tmp_path / "program.py")],
        cwd=catalogue.ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "out\n")
    assert done.stderr.startswith("err\nTraceback") and done.stderr.endswith("by zero\n")
