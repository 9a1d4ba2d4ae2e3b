"""Runs CPython's own suites that touch threads inside the simulation: `python -m tests.simthreads.cpython_suites`.

They are not part of this repository: an installed CPython's `test` package is used (`--from DIR` or `--python
EXE`; else the newest on the path that has one).
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import yaml

from . import suite_sources
from .unsealed import unsealed

INSIDE = Path(__file__).with_name("suite_inside.py")
RULES: dict[str, dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("cpython_suites.yml").read_text("utf-8")
)
LIBRARY = ("threading", "queue", "concurrent.futures._base", "concurrent.futures.thread", "sched")
SECONDS = 240  # of real time for one run of a suite's tests; one test that takes so long hangs
ROUNDS = 400

#: What a native CPython is told: to run one test as the engine does, without asyncio in C.
NATIVELY = """
import sys, unittest
sys.modules["_asyncio"] = None
unittest.main(module=None, argv=sys.argv)
"""

NAMED = "import sys, types; sys.modules['_testcapi'] = types.ModuleType('_testcapi')\n"


@dataclass
class Outcome:
    status: str
    why: str = ""


@dataclass
class Suite:
    """One test module: what is known of its tests so far."""

    name: str
    results: dict[str, Outcome] = field(default_factory=dict)
    answers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    waiting: dict[str, str] = field(default_factory=dict)


class Runner:
    """Runs suites in an engine, a fresh one whenever a test has broken it."""

    def __init__(self, given: argparse.Namespace) -> None:
        self.engine = unsealed()
        self.given = given
        self.archive = ""

    def run(self, name: str) -> Suite:
        brings = [files for each, files in RULES["brings"].items() if fnmatchcase(name, each)]
        self.archive = suite_sources.pack(self.given.library, name, " ".join(brings).split())
        suite = Suite(name)
        wanted: list[str] | None = None
        for _ in range(ROUNDS):
            complete = self._round(suite, wanted)
            for test, source in suite.waiting.items():
                suite.answers.setdefault(test, []).append(self._interpreter(source))
            if complete and not suite.waiting:
                break
            if complete:
                wanted = list(suite.waiting)
            suite.waiting.clear()
        if self.given.native:
            self._compare(suite)
        return suite

    def _compare(self, suite: Suite) -> None:
        """Sort out the tests that fail natively as well, on the same library: they are newer than it."""
        for test, outcome in suite.results.items():
            by_itself = test.count(".") > suite.name.count(".") + 1
            if outcome.status == "failed" and by_itself and self._fails_natively(test):
                suite.results[test] = Outcome("not applicable", "fails natively as well")

    def _fails_natively(self, test: str) -> bool:
        command = [*shlex.split(self.given.native), "-c", NATIVELY, test]
        try:
            answer = subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120
            )
        except subprocess.TimeoutExpired:
            return False  # who hangs has not failed: this machine may be slow
        known = "_FailedTest" not in answer.stderr
        return known and any(line.startswith("FAILED (") for line in answer.stderr.splitlines())

    def _plan(self, suite: Suite, wanted: list[str] | None) -> dict[str, Any]:
        watched = {
            "none": (),
            "tests": (f"test.{suite.name}",),
            "library": (f"test.{suite.name}", *LIBRARY),
        }
        newer = {test: f"newer than the engine: {why}" for test, why in RULES["newer"].items()}
        cannot = {
            test.partition(":")[2]: why
            for test, why in (RULES["cannot"] | newer).items()
            if fnmatchcase(suite.name, test.partition(":")[0])
        }
        return {
            "module": f"test.{suite.name}",
            "archive": self.archive,
            "answers": suite.answers,
            "done": list(suite.results),
            "wanted": wanted,
            "only": self.given.test,
            "part": RULES["suites"].get(suite.name, "whole"),
            "cannot": cannot,
            "preempt": watched[self.given.preempt],
        }

    def _round(self, suite: Suite, wanted: list[str] | None) -> bool:
        """Run what has no result yet; False if the run broke off and is to go on behind the test that broke it."""
        plan = self._plan(suite, wanted)
        source = INSIDE.read_text("utf-8").replace('"{}"', repr(json.dumps(plan)), 1)
        record = self._engine_run(source, preempt="bytecode", filename="suite.py", lean=True)
        text = "".join(piece["text"] for piece in record["output"] if piece["stream"] == "stdout")
        running, complete, ended = "", False, 0
        for line in text.splitlines():
            if not line.startswith('{"'):
                continue
            facts = json.loads(line)
            running = facts.get("start", running)
            complete = complete or "complete" in facts
            if "end" in facts:
                self._note(suite, facts)
                running, ended = "", ended + 1
        if complete:
            return True
        if record.get("limit") == "time" and ended:
            return False  # too many for one run; a test that hangs begins the next
        why = f"the run ended: {record['outcome']} {record.get('limit') or ''}"
        error = record["error"]["traceback"] if record.get("error") else ""
        stuck = json.dumps(record["deadlock"]) if record.get("deadlock") else ""
        last = running or f"test.{suite.name}"
        suite.results[last] = Outcome("failed", "\n".join(filter(None, [error, stuck, why])))
        return not running

    def _engine_run(self, source: str, **options: Any) -> dict[str, Any]:
        try:
            return self.engine.run(
                source,
                seed=self.given.seed,
                max_steps=10**9,
                max_output=10**8,
                max_threads=1000,
                seconds=self.given.seconds,
                **options,
            )
        except RuntimeError as error:
            self.engine.close()
            self.engine = unsealed()
            words = str(error).strip().splitlines()[:1]
            return {"outcome": f"broken: {words}", "output": [], "deadlock": None, "exit_code": 1}

    def _note(self, suite: Suite, facts: dict[str, Any]) -> None:
        test, status, why = facts["end"], facts["status"], facts["why"]
        if status == "again":
            suite.waiting[test] = facts["source"]
        elif status == "cannot":
            suite.results[test] = Outcome("not applicable", why)
        else:
            told = status == "skipped" or "unable to start the thread" in why
            rules = RULES["refuses"] if status == "refused" else RULES["says"] if told else {}
            reasons = [reason for sign, reason in rules.items() if sign in why]
            status = "failed" if status == "refused" else "skipped" if told else status
            suite.results[test] = (
                Outcome("not applicable", f"{reasons[0]}: {why}")
                if reasons
                else Outcome(status, why)
            )

    def _interpreter(self, source: str) -> dict[str, Any]:
        """What `python -c` would have said."""
        files = suite_sources.imported(source, self.given.library)
        if "import _testcapi\n" in source and "_testcapi." not in source:  # its name is enough
            source = f"{NAMED}{source}"
        record = self._engine_run(source, preempt="call", filename="<string>", files=files)
        texts = {
            stream: "".join(
                piece["text"] for piece in record["output"] if piece["stream"] == stream
            )
            for stream in ("stdout", "stderr")
        }
        code, err = record["exit_code"], texts["stderr"]
        if record["outcome"] not in ("finished", "raised"):
            code, err = 1, f"{err}[the run ended: {record['outcome']}]"
        elif 128 < code < 128 + 64:
            code = 128 - code  # a signal's, as a shell has it; a parent sees it so
        stuck = record["outcome"] == "deadlock"
        return {"code": code, "out": texts["stdout"], "err": err, "stuck": stuck}


COLUMNS = ("passed", "failed", "skipped", "not applicable")


def report(suites: list[Suite], verbose: bool) -> int:
    total: Counter[str] = Counter()
    print(f"{'suite':44}{'passed':>8}{'failed':>8}{'skipped':>9}{'not applicable':>16}")
    for suite in suites:
        tally = Counter(outcome.status for outcome in suite.results.values())
        total += tally
        print("{:44}{:8}{:8}{:9}{:16}".format(suite.name, *(tally[each] for each in COLUMNS)))
    print("{:44}{:8}{:8}{:9}{:16}".format("together", *(total[each] for each in COLUMNS)))
    for status in ("not applicable", "skipped", "failed"):
        for suite in suites:
            for test, outcome in suite.results.items():
                if outcome.status == status:
                    lines = outcome.why.strip().splitlines()
                    print(f"{status}: {test}: {outcome.why if verbose else ' '.join(lines[-1:])}")
    applicable = total["passed"] + total["failed"] + total["skipped"]
    share = 100 * total["passed"] / applicable if applicable else 0
    print(f"{total['passed']} of {applicable} applicable tests passed: {share:.1f} %")
    return 0 if 0 < total["passed"] == applicable else 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--from", dest="folder", metavar="DIR", help="a folder that holds test/ or Lib/test/"
    )
    parser.add_argument("--python", metavar="EXE", help="the interpreter whose tests to take")
    parser.add_argument(
        "--native",
        metavar="COMMAND",
        help="a native CPython with the library of the engine's: what fails there as well does not apply",
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--preempt",
        choices=("none", "tests", "library"),
        default="tests",
        help="switch threads at blocking calls alone, between the tests' bytecodes, or in the library too",
    )
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of real time for one run")
    parser.add_argument("--test", metavar="PATTERN", help="only tests whose names match")
    parser.add_argument("--verbose", action="store_true", help="whole tracebacks")
    parser.add_argument(
        "suites", nargs="*", metavar="SUITE", help="of cpython_suites.yml, or any other"
    )
    given = parser.parse_args()
    given.library = suite_sources.find(given)
    for name in given.suites:
        if not suite_sources.exists(given.library, name):
            parser.error(f"no suite test.{name} in {given.library}")
    return given


def main() -> int:
    given = arguments()
    print(f"tests of {given.library}")
    runner, suites = Runner(given), []
    try:
        for name in given.suites or RULES["suites"]:
            suites.append(runner.run(name))
            print(f"{name}: {len(suites[-1].results)} tests", flush=True)
    finally:
        runner.engine.close()
    return report(suites, given.verbose)


if __name__ == "__main__":
    sys.exit(main())
