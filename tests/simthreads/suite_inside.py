"""Runs CPython's own tests inside the simulation: the program that `cpython_suites.py` gives to the engine.

Says what happens as JSON lines. A test that wants a fresh interpreter is told to come back: its code is handed
out, runs as a program of its own, and the test runs again with the answer.
"""

from __future__ import annotations

import base64
import importlib
import io
import json
import sys
import types
import unittest
import zipfile
from collections.abc import Iterator
from typing import Any

PLAN = "{}"  # filled in by whoever starts this
plan: dict[str, Any] = json.loads(PLAN)
said = sys.stdout


def say(**facts: Any) -> None:
    said.write(f"\n{json.dumps(facts)}\n")


class NeedsInterpreter(Exception):
    """The test cannot go on before this has run in an interpreter of its own."""


class Unfit(Exception):
    """The test asks for an interpreter that cannot be had here."""


class Interpreters:
    """Stands for the interpreters that tests start: gives the answers of earlier rounds."""

    def __init__(self) -> None:
        self.test = ""
        self.used = 0

    def begin(self, test: str) -> None:
        self.test, self.used = test, 0

    def run(self, arguments: list[str]) -> Any:
        rest = [each for each in arguments if each not in ("-u", "-I", "-E")]
        if len(rest) != 2 or rest[0] != "-c":
            raise Unfit(f"an interpreter with {' '.join(rest[:-1])}")
        answers = plan["answers"].get(self.test, [])
        if self.used == len(answers):
            raise NeedsInterpreter(rest[1])
        answer = answers[self.used]
        self.used += 1
        return answer["code"], answer["out"].encode(), answer["err"].encode()


interpreters = Interpreters()


class Process:
    """As much of `subprocess.Popen` as the tests use."""

    def __init__(self, command: list[str], **_: Any) -> None:
        self.returncode, self._out, self._err = interpreters.run(list(command[1:]))

    def communicate(self) -> tuple[bytes, bytes]:
        return self._out, self._err


def prepare() -> None:
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(plan["archive"]))) as archive:
        archive.extractall("/tmp/tests")
    sys.path.insert(0, "/tmp/tests")
    sys.modules["concurrent.futures.process"] = no_processes()
    import subprocess

    from test import support  # type: ignore[import-not-found]

    support.has_subprocess_support = True
    from test.support import script_helper, threading_helper  # type: ignore[import-not-found]

    threading_helper.can_start_thread = True
    support.verbose = 0
    support.use_resources = None
    support.real_max_memuse = 1 << 40  # what the tests themselves need here is little

    def run_python_until_end(*arguments: str, **_: Any) -> Any:
        return script_helper._PythonRunResult(*interpreters.run(list(arguments))), arguments

    script_helper.run_python_until_end = run_python_until_end
    script_helper._assert_python.__globals__["run_python_until_end"] = run_python_until_end
    subprocess.Popen = Process  # type: ignore[assignment,misc]


def no_processes() -> types.ModuleType:
    """Lets the tests of thread pools be imported where there is nothing to build a process pool on."""
    module = types.ModuleType("concurrent.futures.process")

    def refuse(*_: Any, **__: Any) -> None:
        raise NotImplementedError

    class ProcessPoolExecutor:
        __init__ = refuse

    module.__dict__.update(
        _check_system_limits=refuse,
        ProcessPoolExecutor=ProcessPoolExecutor,
        BrokenProcessPool=Exception,
    )
    return module


def preempt(module: types.ModuleType) -> None:
    """Let threads be switched inside this module's functions too, as in a reader's own code."""
    from playground.simthreads.frames import TOOL
    from playground.simthreads.program import preemption

    monitoring: Any = vars(sys)["monitoring"]
    mask = monitoring.events.INSTRUCTION
    seen: set[int] = set()

    def watch(thing: Any) -> None:
        if id(thing) in seen:
            return
        seen.add(id(thing))
        if hasattr(thing, "__wrapped__"):
            watch(thing.__wrapped__)
        code = getattr(getattr(thing, "__func__", thing), "__code__", None)
        if code is not None:
            for part in preemption.code_objects(code):
                monitoring.set_local_events(TOOL, part, mask)
        elif isinstance(thing, type) and thing.__module__ == module.__name__:
            for inner in vars(thing).values():
                watch(inner)
        elif isinstance(thing, property):
            watch(thing.fget)

    for thing in list(vars(module).values()):
        if getattr(thing, "__module__", None) == module.__name__:
            watch(thing)


class Result(unittest.TestResult):
    def __init__(self) -> None:
        super().__init__()
        self.status: dict[str, str] = {}

    def startTest(self, test: unittest.TestCase) -> None:
        super().startTest(test)
        self.status = {"status": "passed", "why": ""}
        interpreters.begin(test.id())
        say(start=test.id())

    def stopTest(self, test: unittest.TestCase) -> None:
        super().stopTest(test)
        say(end=test.id(), **self.status)

    def _failed(self, test: unittest.TestCase, error: Any) -> None:
        if self.status["status"] == "again":
            return
        if isinstance(error[1], NeedsInterpreter):
            self.status = {"status": "again", "why": "", "source": error[1].args[0]}
        elif isinstance(error[1], Unfit):
            self.status = {"status": "unfit", "why": str(error[1])}
        else:
            self.status = {"status": "failed", "why": self._exc_info_to_string(error, test)}  # type: ignore[attr-defined]

    def addError(self, test: unittest.TestCase, error: Any) -> None:
        if isinstance(test, unittest.TestCase):
            self._failed(test, error)
        else:  # of a class or a module as a whole
            say(end=str(test), status="failed", why=self._exc_info_to_string(error, test))

    def addFailure(self, test: unittest.TestCase, error: Any) -> None:
        self._failed(test, error)

    def addSubTest(self, test: unittest.TestCase, subtest: Any, error: Any) -> None:
        if error is not None:
            self._failed(test, error)

    def addSkip(self, test: unittest.TestCase, reason: str) -> None:
        if isinstance(test, unittest.TestCase):
            self.status = {"status": "skipped", "why": reason}
        else:
            say(end=str(test), status="skipped", why=reason)

    def addExpectedFailure(self, test: unittest.TestCase, error: Any) -> None:
        self._failed(test, error)

    def addUnexpectedSuccess(self, test: unittest.TestCase) -> None:
        pass


def tests_of(suite: unittest.TestSuite) -> Iterator[unittest.TestCase]:
    for part in suite:
        if isinstance(part, unittest.TestSuite):
            yield from tests_of(part)
        else:
            yield part


def main() -> None:
    prepare()
    module = importlib.import_module(plan["module"])
    for name in plan["preempt"]:
        preempt(importlib.import_module(name))
    suite = unittest.defaultTestLoader.loadTestsFromModule(module)
    wanted, done = plan["wanted"], set(plan["done"])
    for test in tests_of(suite):
        why = plan["excluded"].get(test.id().rpartition(".")[2])
        if why and test.id() not in done:
            say(end=test.id(), status="unfit", why=why)
            done.add(test.id())
    chosen = [
        test
        for test in tests_of(suite)
        if test.id() not in done and (wanted is None or test.id() in wanted)
    ]
    say(chosen=len(chosen))
    unittest.TestSuite(chosen).run(Result())
    say(complete=True)


if __name__ == "__main__":
    main()
