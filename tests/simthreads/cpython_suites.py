"""Runs CPython's own tests of threads and queues inside the simulation: `python -m tests.simthreads.cpython_suites`.

They are not part of this repository: an installed CPython's `test` package is used (`--from DIR` or `--python
EXE`; else the newest on the path that has one).
"""

from __future__ import annotations

import argparse
import ast
import base64
import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playground.node import Engine

INSIDE = Path(__file__).with_name("suite_inside.py")
SUITES = (
    "test_thread",
    "test_threading",
    "test_threading_local",
    "test_queue",
    "test_sched",
    "test_concurrent_futures.test_as_completed",
    "test_concurrent_futures.test_future",
    "test_concurrent_futures.test_init",
    "test_concurrent_futures.test_shutdown",
    "test_concurrent_futures.test_thread_pool",
    "test_concurrent_futures.test_wait",
)
LIBRARY = ("threading", "queue", "concurrent.futures._base", "concurrent.futures.thread", "sched")
SECONDS = 120  # of real time for one suite's run; a test that takes so long hangs
ROUNDS = 400

#: What a test says of itself when it cannot run -> why that is no fault of the engine.
NOT_APPLICABLE = {
    "fork": "needs os.fork",
    "subinterpreters": "needs subinterpreters",
    "_testcapi": "needs threads started in C",
    "_testinternalcapi": "needs threads started in C",
    "unable to start the thread": "needs threads started in C",
    "_ctypes": "needs ctypes",
    "ctypes": "needs ctypes",
    "resource": "needs resource limits of a process",
    "ProcessPoolExecutor unavailable": "needs processes",
    "platform does not support changing thread stack size": "needs stacks of a chosen size",
    "Resource Tracker": "needs processes",
    "alarm signal": "needs signal.alarm",
    "RLock not implemented in C": "tests the C implementation",
    "Condition does not expose": "says so itself",
    "gh-": "says so itself",
    "an interpreter with": "needs an interpreter with options",
}

#: Tests that cannot say so themselves.
EXCLUDED = {
    "test_PyThreadState_SetAsyncExc": "ctypes: calls the C interface with a thread's number",
    "test_finalize_daemon_thread_hang": "_testcapi: parks a thread in C",
    "test_threads_join": "subinterpreters",
    "test_threads_join_2": "subinterpreters",
    "test_daemon_threads_fatal_error": "subinterpreters",
    "test_daemon_threads_not_allowed": "subinterpreters",
    "test_threads_not_allowed": "subinterpreters",
}


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


def find(given: argparse.Namespace) -> Path:
    """The folder that holds the `test` package."""
    if given.folder:
        places = [Path(given.folder), Path(given.folder) / "Lib"]
    else:
        executables = [given.python] if given.python else _executables()
        places = [place for each in executables if (place := _library(each))]
    for place in places:
        if (place / "test" / "lock_tests.py").is_file():
            return place
    sys.exit("no CPython with its test package found: name one with --from DIR or --python EXE")


def _executables() -> Iterator[str]:
    for minor in range(19, 11, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            yield found
    yield sys.executable


def _library(executable: str) -> Path | None:
    ask = "import sysconfig; print(sysconfig.get_path('stdlib'))"
    answer = subprocess.run([executable, "-c", ask], capture_output=True, text=True)
    return Path(answer.stdout.strip()) if answer.returncode == 0 else None


def pack(library: Path) -> str:
    """The files that the suites need, as text."""
    tests = library / "test"
    files = [tests / "__init__.py", tests / "lock_tests.py", *(tests / "support").glob("*.py")]
    for name in SUITES:
        files.append(tests.joinpath(*name.split(".")).with_suffix(".py"))
    files += (tests / "test_concurrent_futures").glob("*.py")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(set(files)):
            archive.write(file, file.relative_to(library).as_posix())
    return base64.b64encode(buffer.getvalue()).decode()


def imported(source: str, library: Path) -> dict[str, str]:
    """What a program of a test takes from the `test` package: the one function that it names, or empty lines
    under the name of the module that it reads. The modules as they are would want processes."""
    files: dict[str, str] = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("test."):
            names = {alias.name for alias in node.names}
            files[f"{node.module}".replace(".", "/") + ".py"] = _part(
                library, f"{node.module}", names
            )
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("test."):
                    files[alias.name.replace(".", "/") + ".py"] = "# read by a test\n" * 999
    folders = {folder for file in files for folder in Path(file).parents if folder.name}
    return files | {(folder / "__init__.py").as_posix(): "" for folder in folders}


def _part(library: Path, module: str, names: set[str]) -> str:
    text = library.joinpath(*module.split(".")).with_suffix(".py").read_text("utf-8")
    kept = [
        node
        for node in ast.parse(text).body
        if isinstance(node, ast.Import) or getattr(node, "name", None) in names
    ]
    return ast.unparse(ast.Module(body=kept, type_ignores=[]))


class Runner:
    def __init__(self, engine: Engine, archive: str, given: argparse.Namespace) -> None:
        self.engine = engine
        self.archive = archive
        self.given = given

    def run(self, name: str) -> Suite:
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
        return suite

    def _round(self, suite: Suite, wanted: list[str] | None) -> bool:
        """Run what has no result yet; False if the run broke off and is to go on behind the test that broke it."""
        watched = {
            "none": (),
            "tests": (f"test.{suite.name}",),
            "library": (f"test.{suite.name}", *LIBRARY),
        }
        plan = {
            "module": f"test.{suite.name}",
            "archive": self.archive,
            "answers": suite.answers,
            "done": list(suite.results),
            "wanted": wanted,
            "excluded": EXCLUDED,
            "preempt": watched[self.given.preempt],
        }
        source = INSIDE.read_text("utf-8").replace('"{}"', repr(json.dumps(plan)), 1)
        record = self._engine_run(source, preempt="bytecode", filename="suite.py", lean=True)
        text = "".join(piece["text"] for piece in record["output"] if piece["stream"] == "stdout")
        running, complete = "", False
        for line in text.splitlines():
            if not line.startswith('{"'):
                continue
            facts = json.loads(line)
            running = facts.get("start", running)
            complete = complete or "complete" in facts
            if "end" in facts:
                self._note(suite, facts)
                running = ""
        if complete:
            return True
        why = f"the run ended: {record['outcome']} {record.get('limit') or ''}"
        error = record["error"]["traceback"] if record.get("error") else ""
        if not running:
            suite.results[f"test.{suite.name}"] = Outcome("failed", f"{why}\n{error}")
            return True
        suite.results[running] = Outcome(
            "failed", f"{why}\n{error}\n{json.dumps(record['deadlock'])}"
        )
        return False

    def _engine_run(self, source: str, **options: Any) -> dict[str, Any]:
        try:
            return self.engine.run(
                source,
                seed=self.given.seed,
                max_steps=10**9,
                max_output=10**8,
                max_threads=1000,
                seconds=SECONDS,
                **options,
            )
        except RuntimeError as error:
            return {"outcome": f"crash: {error}", "output": [], "deadlock": None, "exit_code": 1}

    def _note(self, suite: Suite, facts: dict[str, Any]) -> None:
        test, status, why = facts["end"], facts["status"], facts["why"]
        if status == "again":
            suite.waiting[test] = facts["source"]
            return
        if status in ("skipped", "unfit") or "unable to start the thread" in why:
            reasons = [reason for sign, reason in NOT_APPLICABLE.items() if sign in why]
            suite.results[test] = Outcome(
                "not applicable" if reasons else "skipped", f"{reasons[:1]} {why}"
            )
        else:
            suite.results[test] = Outcome(status, why)

    def _interpreter(self, source: str) -> dict[str, Any]:
        """What `python -c` would have said."""
        files = imported(source, self.given.library)
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
        return {"code": code, "out": texts["stdout"], "err": err}


def report(suites: list[Suite], verbose: bool) -> int:
    total: Counter[str] = Counter()
    print(f"{'suite':44}{'passed':>8}{'failed':>8}{'skipped':>9}{'not applicable':>16}")
    for suite in suites:
        tally = Counter(outcome.status for outcome in suite.results.values())
        total += tally
        counts = (tally["passed"], tally["failed"], tally["skipped"], tally["not applicable"])
        print("{:44}{:8}{:8}{:9}{:16}".format(suite.name, *counts))
    for status in ("not applicable", "skipped", "failed"):
        for suite in suites:
            for test, outcome in suite.results.items():
                if outcome.status == status:
                    why = outcome.why.strip() if verbose else outcome.why.strip().splitlines()[-1]
                    print(f"{status}: {test}: {why}")
    applicable = total["passed"] + total["failed"]
    share = 100 * total["passed"] / applicable if applicable else 0
    print(f"{total['passed']} of {applicable} applicable tests passed: {share:.1f} %")
    return 1 if total["failed"] or not applicable else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--from", dest="folder", metavar="DIR", help="a folder that holds test/ or Lib/test/"
    )
    parser.add_argument("--python", metavar="EXE", help="the interpreter whose tests to take")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--preempt",
        choices=("none", "tests", "library"),
        default="tests",
        help="switch threads at blocking calls alone, between the tests' bytecodes, or in the library too",
    )
    parser.add_argument("--verbose", action="store_true", help="whole tracebacks")
    parser.add_argument("suites", nargs="*", metavar="SUITE", help=f"of {', '.join(SUITES)}")
    given = parser.parse_args()
    given.library = find(given)
    print(f"tests of {given.library}")
    archive = pack(given.library)
    with Engine() as engine:
        runner = Runner(engine, archive, given)
        suites = []
        for name in given.suites or SUITES:
            suites.append(runner.run(name))
            print(f"{name}: {len(suites[-1].results)} tests", flush=True)
    return report(suites, given.verbose)


if __name__ == "__main__":
    sys.exit(main())
