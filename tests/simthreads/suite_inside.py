"""Runs CPython's own tests inside the simulation: the program that `cpython_suites.py` gives to the engine.

Says what happens as JSON lines. A test that wants a fresh interpreter is told to come back: its code is handed
out, runs as a program of its own, and the test runs again with the answer.
"""

from __future__ import annotations

import base64
import concurrent.futures
import fnmatch
import importlib
import inspect
import io
import json
import re
import subprocess
import sys
import threading
import types
import unittest
import zipfile
from collections.abc import Iterator
from typing import Any

PLAN = "{}"  # filled in by whoever starts this
THREADS = {"threading", "_thread", "threading_helper", "Thread", "ThreadPoolExecutor"}
plan: dict[str, Any] = json.loads(PLAN)
stdout = sys.stdout


def say(**facts: Any) -> None:
    stdout.write(f"\n{json.dumps(facts)}\n")


class NeedsInterpreter(Exception):
    """The test cannot go on before this has run in an interpreter of its own."""


class Unfit(Exception):
    """The test asks for an interpreter that cannot be had here."""


class Interpreters:
    """Stands for the interpreters that tests start: gives the answers of earlier rounds."""

    def __init__(self) -> None:
        self.test = ""
        self.used = 0
        self.stuck = False  # would the last one have hung?

    def begin(self, test: str) -> None:
        self.test, self.used, self.stuck = test, 0, False

    def run(self, arguments: list[str]) -> Any:
        rest = [each for each in arguments if each not in ("-u", "-I", "-E")]
        if len(rest) != 2 or rest[0] != "-c":
            raise Unfit(f"an interpreter with {' '.join(rest[:-1])}")
        answers = plan["answers"].get(self.test, [])
        if self.used == len(answers):
            raise NeedsInterpreter(rest[1])
        answer = answers[self.used]
        self.used += 1
        self.stuck = answer["stuck"]
        return answer["code"], answer["out"].encode(), answer["err"].encode()


interpreters = Interpreters()


class Process:
    """As much of `subprocess.Popen` as the tests use: it has run to its end when it is made."""

    def __init__(self, command: Any, **_: Any) -> None:
        self.args = command
        words = [] if isinstance(command, str) else list(command[1:])
        self.returncode, out, err = interpreters.run(words)
        self.stuck = interpreters.stuck
        self.stdin, self.stdout, self.stderr = io.BytesIO(), io.BytesIO(out), io.BytesIO(err)

    def __enter__(self) -> Process:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def communicate(self, input: object = None, timeout: Any = None) -> tuple[bytes, bytes]:
        if self.stuck and timeout is not None:
            raise subprocess.TimeoutExpired(self.args, timeout)
        return self.stdout.read(), self.stderr.read()

    def wait(self, timeout: object = None) -> int:
        return int(self.returncode)

    poll = wait

    def kill(self) -> None:
        pass


def prepare() -> None:
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(plan["archive"]))) as archive:
        archive.extractall("/tmp/tests")
    sys.path.insert(0, "/tmp/tests")
    sys.executable = sys.executable or "/usr/bin/python3"  # stood for by `Interpreters`
    vars(concurrent.futures)["InterpreterPoolExecutor"] = type("NoPool", (), {"__init__": no_pool})
    for module in (no_processes(), *no_semaphores(), types.ModuleType("_testmultiphase")):
        sys.modules[module.__name__] = module
    from test import support  # type: ignore[import-not-found]

    support.is_emscripten = support.is_wasm32 = False  # the simulation is of a Linux
    support.skip_if_unlimited_stack_size = lambda test: test  # asks a module that is not there
    support.has_subprocess_support = support.has_socket_support = True
    from test.support import script_helper, socket_helper, threading_helper  # type: ignore[import-not-found]

    socket_helper._bind_nix_socket_error = "sockets are in pairs alone"
    threading_helper.can_start_thread = True
    support.verbose = 0
    support.use_resources = None
    support.real_max_memuse = 1 << 40  # what the tests themselves need here is little

    def run_python_until_end(*arguments: str, **environment: Any) -> Any:
        for name, value in environment.items():
            if name.startswith("PYTHON") and value:
                raise Unfit(f"an interpreter with {name}={value}")
        return script_helper._PythonRunResult(*interpreters.run(list(arguments))), arguments

    script_helper.interpreter_requires_environment = lambda: False
    script_helper.run_python_until_end = run_python_until_end
    script_helper._assert_python.__globals__["run_python_until_end"] = run_python_until_end
    subprocess.Popen = Process  # type: ignore[assignment,misc]


def no_c_tasks() -> None:
    """Lets the tests of asyncio in C be imported that do not ask first whether it is there."""
    from asyncio import tasks

    def skip(*_: Any, **__: Any) -> Any:
        raise unittest.SkipTest("requires the C _asyncio module")

    for name in [name for name in vars(tasks) if name.startswith("_py_")]:
        vars(tasks).setdefault(name.replace("_py_", "_c_"), skip)
    vars(tasks).setdefault("_CTask", type("Task", (tasks.Task,), {"__init__": skip}))


def no_semaphores() -> Iterator[types.ModuleType]:
    """Lets the tests of `multiprocessing.dummy` be imported beside those of processes."""
    module = types.ModuleType("_multiprocessing")

    class SemLock:
        SEM_VALUE_MAX = 2**31 - 1

        def __init__(self, *_: object) -> None:
            self.handle, self.name, self.maxvalue = 0, "", 1

    module.__dict__.update(SemLock=SemLock, sem_unlink=lambda name: None, flags={})
    yield module
    module = types.ModuleType("_posixshmem")
    module.__dict__.update(shm_open=lambda *_: 0, shm_unlink=lambda name: None)
    yield module


def no_pool(*_: Any, **__: Any) -> None:
    raise unittest.SkipTest("requires subinterpreters")


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


TOOL = 4  # of the engine, which switches threads there


def code_objects(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from code_objects(constant)


def preempt(module: types.ModuleType) -> None:
    """Let threads be switched inside this module's functions too, as in a reader's own code."""
    from engine_of_tests import monitoring  # type: ignore[import-not-found]

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
            for part in code_objects(code):
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
        self.refused: list[str] = []  # what the engine said to the test's threads
        self.hook = threading.excepthook
        threading.excepthook = self.thread_died

    def thread_died(self, error: Any) -> None:
        if error.exc_type.__name__ == "NotSimulated":
            self.refused.append(str(error.exc_value))
        self.hook(error)

    def startTest(self, test: unittest.TestCase) -> None:
        super().startTest(test)
        self.status = {"status": "passed", "why": ""}
        self.refused.clear()
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
            self.status = {"status": "skipped", "why": str(error[1])}
        else:
            why = self._exc_info_to_string(error, test)  # type: ignore[attr-defined]
            said = [*self.refused, *re.findall(r"^NotSimulated: (.*)", why, re.M)]
            refused = {"status": "refused", "why": said[0]} if said else None
            self.status = refused or {"status": "failed", "why": why}

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


def taken(test: Any) -> bool:
    """Is this test of the part of the suite that is wanted?"""
    if plan["only"] and not fnmatch.fnmatchcase(test.id(), plan["only"]):
        return False
    return plan["part"] == "whole" or reaches_threads(test)


def reaches_threads(test: Any) -> bool:
    """Does a test use threads itself, or by what it calls of its own class or module?"""
    kind = type(test)
    module = sys.modules[kind.__module__]
    due = ["setUp", test._testMethodName]
    seen: set[str] = set()
    while due:
        name = due.pop()
        if name in seen:
            continue
        seen.add(name)
        things = [
            vars(each).get(name) for each in kind.__mro__ if each.__module__ != "unittest.case"
        ]
        thing = next(filter(None, [*things, vars(module).get(name)]), None)
        own = getattr(thing, "__module__", None) == module.__name__
        parts = [thing, *(vars(thing).values() if isinstance(thing, type) and own else ())]
        for code in (getattr(inspect.unwrap(each), "__code__", None) for each in parts if each):
            names = [word for part in code_objects(code) for word in part.co_names] if code else []
            if not THREADS.isdisjoint(names):
                return True
            due += names
    return False


def main() -> None:
    import engine_of_tests

    sys.modules.update(engine_of_tests.modules)  # CPython's own, which its tests are for
    prepare()
    try:
        module = importlib.import_module(plan["module"])
    except AttributeError as error:
        if not str(error.name).startswith("_C"):
            raise
        no_c_tasks()
        module = importlib.import_module(plan["module"])
    for name in plan["preempt"]:
        preempt(importlib.import_module(name))
    tests = list(tests_of(unittest.defaultTestLoader.loadTestsFromModule(module)))
    wanted, done = plan["wanted"], set(plan["done"])
    chosen = []
    for test in tests:
        if test.id() in done or (wanted is not None and test.id() not in wanted):
            continue
        if not taken(test) and type(test).__name__ != "_FailedTest":
            continue
        name = test.id().removeprefix(plan["module"] + ".")
        why = [why for pattern, why in plan["cannot"].items() if fnmatch.fnmatchcase(name, pattern)]
        if why:
            say(end=test.id(), status="cannot", why=why[0])
        else:
            chosen.append(test)
    say(chosen=len(chosen))
    unittest.TestSuite(chosen).run(Result())
    say(complete=True)


if __name__ == "__main__":
    main()
