"""The script that runs CPython's suites: it tells apart what passes, fails and does not apply, on a suite made here."""

from __future__ import annotations

import argparse
import textwrap
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from tests.simthreads import cpython_suites, suite_sources
from tests.simthreads.cpython_suites import RULES, Runner

SUPPORT = {
    "test/__init__.py": "",
    "test/lock_tests.py": "",
    "test/support/__init__.py": "",
    "test/support/threading_helper.py": "",
    "test/support/socket_helper.py": "",
    "test/support/script_helper.py": """
        class _PythonRunResult(tuple):
            def __new__(cls, *parts):
                return tuple.__new__(cls, parts)
        def _assert_python(*arguments):
            result, _ = run_python_until_end(*arguments)
            return result
        """,
}
SUITE = """
    import subprocess, sys, threading, unittest
    from test.support import script_helper
    from test.{helper} import (  # in brackets, over lines
        value,
    )

    def in_thread(call):
        thread = threading.Thread(target=call)
        thread.start()
        thread.join()

    class Tests(unittest.TestCase):
        def test_passes(self):
            in_thread(lambda: self.assertEqual(value, 7))
        def test_by_itself(self):
            pass
        def test_fails(self):
            self.assertIsNone(threading.current_thread())
        def test_stuck(self):
            lock = threading.Lock()
            with lock:
                lock.acquire()
        def test_interpreter(self):
            out = script_helper._assert_python("-c", "import threading; print(threading.active_count())")
            self.assertEqual(out, (0, b"1\\n", b""))
            threading.main_thread()
        def test_hanging_interpreter(self):
            program = "import _thread as t; print(1, flush=True); lock = t.allocate_lock(); lock.acquire(); lock.acquire()"
            with subprocess.Popen([sys.executable, "-c", program]) as process:
                self.assertRaises(subprocess.TimeoutExpired, process.communicate, timeout=5)
            threading.main_thread()
        def test_interrupted_interpreter(self):
            process = subprocess.Popen([sys.executable, "-c", "raise KeyboardInterrupt"])
            self.assertEqual(process.wait(), -2)
            threading.main_thread()
        def test_wrong_interpreter(self):
            threading.main_thread()
            script_helper._assert_python("-m", "this")
        def test_refused(self):
            threading.main_thread()
            import os
            os.system("true")
        def test_refused_in_thread(self):
            done = []
            in_thread(lambda: done.append(__import__("os").system("true")))
            self.assertTrue(done)
        @unittest.skip("needs a debug build")
        def test_skipped(self):
            threading.main_thread()
        @unittest.skip("nobody knows why")
        def test_skipped_for_nothing(self):
            threading.main_thread()
        def test_cannot(self):
            threading.main_thread()
            self.fail()
    """
RESULTS = {
    "test_passes": "passed",
    "test_by_itself": "passed",
    "test_fails": "failed",
    "test_stuck": "failed",
    "test_interpreter": "passed",
    "test_hanging_interpreter": "passed",
    "test_interrupted_interpreter": "passed",
    "test_wrong_interpreter": "not applicable",
    "test_refused": "not applicable",
    "test_refused_in_thread": "not applicable",
    "test_skipped": "not applicable",
    "test_skipped_for_nothing": "skipped",
    "test_cannot": "not applicable",
}


def results(folder: Path, monkeypatch: pytest.MonkeyPatch, part: str) -> dict[str, str]:
    files = SUPPORT | {
        "test/made_helper.py": "value = 7",
        "test/test_made.py": SUITE.replace("{helper}", "made_helper"),
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(textwrap.dedent(text), "utf-8")
    rules = {**RULES, "suites": {"test_made": part}, "cannot": {"*:*.test_cannot": "says who"}}
    monkeypatch.setattr(cpython_suites, "RULES", rules)
    options = {"seed": 0, "seconds": 60, "preempt": "tests", "test": None, "native": None}
    runner = Runner(argparse.Namespace(library=folder, **options))
    try:
        suite = runner.run("test_made")
    finally:
        runner.engine.close()
    return {name.rpartition(".")[2]: each.status for name, each in suite.results.items()}


def test_each_result_is_told_from_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert results(tmp_path, monkeypatch, "whole") == RESULTS


def test_the_part_with_threads_leaves_out_what_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = {name: status for name, status in RESULTS.items() if name != "test_by_itself"}
    assert results(tmp_path, monkeypatch, "threads") == kept


@pytest.mark.parametrize("kind", ["cannot", "newer", "brings"])
def test_a_rule_is_of_a_suite_that_runs(kind: str) -> None:
    for pattern in RULES[kind]:
        suite = pattern.partition(":")[0]
        assert any(fnmatchcase(each, suite) for each in RULES["suites"]), pattern


def test_what_this_python_cannot_parse_is_packed_all_the_same(tmp_path: Path) -> None:
    newer = "from . import helper\nfrom .deep.er import (\n    thing,\n)\nmatch t'{x}' with\n"
    (tmp_path / "test" / "test_a" / "deep").mkdir(parents=True)
    for name in ("__init__", "helper", "deep/__init__", "deep/er"):
        (tmp_path / "test" / "test_a" / f"{name}.py").touch()
    (tmp_path / "test" / "test_a" / "test_b.py").write_text(newer, "utf-8")
    named = list(
        suite_sources._imports(tmp_path / "test" / "test_a" / "test_b.py", "test.test_a.test_b")
    )
    assert set(named) >= {"test.test_a.helper", "test.test_a.deep.er"}
