"""Runs inside the simulation: loads one of CPython's test modules, runs it, prints one JSON line a
test.

What the tests start as a process of its own (`assert_python_ok`) runs in a second interpreter of
the host's.
"""

import gc
import json
import sys
import unittest

import test.support
from test.support import script_helper, threading_helper

from playground.simthreads import switching

sys.modules["ctypes"] = None  # calling into the interpreter's C code brings it down
OPTIONS = json.load(open("options.json"))
threading_helper.can_start_thread = True
test.support.is_emscripten = False
test.support.has_subprocess_support = True
test.support.Py_GIL_DISABLED = False
test.support.use_resources = OPTIONS["resources"]


def subrun(*args, **env):
    args = [arg for arg in args if arg not in ("-I", "-E", "-B")]
    while len(args) > 2 and args[0] in ("-W", "-X"):
        args = args[2:]
    if args[:1] != ["-c"] or len(args) > 2:
        raise unittest.SkipTest(f"needs a process of its own: {args!r:.40}")
    answer = json.loads(switching.ask(json.dumps({"source": args[1]})))
    result = script_helper._PythonRunResult(
        answer["code"], answer["out"].encode(), answer["err"].encode()
    )
    return result, ["python", *args]


script_helper.run_python_until_end = subrun


class Result(unittest.TestResult):
    def startTest(self, test):
        super().startTest(test)
        switching.ask(
            json.dumps({"start": test.id()})
        )  # known to the host, even if this one brings all down

    def say(self, test, status, why=""):
        print(json.dumps({"test": test.id(), "status": status, "why": why}), file=sys.__stdout__)

    def addSuccess(self, test):
        self.say(test, "passed")

    def addError(self, test, err):
        self.say(test, "failed", self._exc_info_to_string(err, test))

    addFailure = addError

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.say(subtest, "failed", self._exc_info_to_string(err, test))

    def addSkip(self, test, reason):
        self.say(test, "skipped", reason)

    def addExpectedFailure(self, test, err):
        self.say(test, "passed", "expected failure")

    def addUnexpectedSuccess(self, test):
        self.say(test, "passed", "unexpected success")


def tests_of(suite):
    for item in suite:
        if isinstance(item, unittest.TestSuite):
            yield from tests_of(item)
        else:
            yield item


def main():
    try:
        suite = unittest.defaultTestLoader.loadTestsFromName(OPTIONS["module"])
    except unittest.SkipTest as skip:
        print(json.dumps({"test": OPTIONS["module"], "status": "skipped", "why": str(skip)}))
        return
    chosen = [test for test in tests_of(suite) if test.id() not in OPTIONS["leave"]]
    gc.collect()
    unittest.TestSuite(chosen).run(Result())


main()
