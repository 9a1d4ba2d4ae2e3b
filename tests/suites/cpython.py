"""CPython's own tests of threads against the simulation. Not part of `make test`:

    python -m tests.suites.cpython [FOLDER] [--seed N] [MODULE ...]

FOLDER is `Lib/test` of a CPython, best a 3.14; by default that of this Python. Prints failed
tests, and those that
do not apply with the reason; exit code 1 if any failed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import sysconfig
from collections import Counter
from pathlib import Path
from typing import Any

from playground.node import Engine

MODULES = (
    "test_thread", "test_threading", "test_threading_local", "test_queue", "test_sched",
    "test_concurrent_futures.test_as_completed", "test_concurrent_futures.test_future",
    "test_concurrent_futures.test_init", "test_concurrent_futures.test_shutdown",
    "test_concurrent_futures.test_thread_pool", "test_concurrent_futures.test_wait",
    "test_concurrent_futures.test_deadlock",
)  # fmt: skip
HELPERS = ("__init__.py", "lock_tests.py", "support/*.py", "test_concurrent_futures/*.py")
#: Skipped or failed for one of these reasons, a test does not apply: what it needs is not the
#: threads.
NOT_APPLICABLE = {
    r"_testcapi|_testinternalcapi|_testlimitedcapi|ctypes": "needs a C extension for tests",
    r"interpreters?\b|_interp|subinterp": "needs subinterpreters",
    r"fork": "needs fork",
    r"unable to start the thread": "starts a thread in C",
    r"process|Process|multiprocessing": "needs processes",
    r"needs a process of its own|requires_subprocess|subprocess": "needs processes",
    r"GIL (is )?disabled|free.?threaded|Py_GIL_DISABLED": "needs the free-threaded build",
    r"refcount|debug build|Py_DEBUG|with_pydebug": "needs a debug build",
    r"[Pp]latform|only .* Linux|posix|SIGALRM|setitimer": "needs another platform",
    r"resource": "needs a resource that is not enabled",
}


def files(folder: Path, module: str) -> dict[str, str]:
    wanted = [path for pattern in HELPERS for path in folder.glob(pattern)]
    wanted.append(folder / (module.replace(".", "/") + ".py"))
    found = {}
    for path in wanted:
        text = path.read_text("utf-8")
        text = re.sub(r"^\s*@unittest\.expectedFailure.*RUSTPYTHON.*\n", "", text, flags=re.M)
        found[f"test/{path.relative_to(folder).as_posix()}"] = text
    return found


class Host:
    """The engine that runs the tests, and a second one for the programs that they start."""

    def __init__(self, seed: int, verbose: bool) -> None:
        self.seed = seed
        self.verbose = verbose
        self.started = ""  # the test that ran last
        self.main = Engine()
        self.inner = Engine()

    def close(self) -> None:
        self.main.close()
        self.inner.close()

    def _answer(self, message: dict[str, Any]) -> None:
        if "question" not in message:
            return
        if "start" in message["question"]:
            self.started = message["question"]["start"]
            if self.verbose:
                print(self.started, file=sys.stderr, flush=True)
            self.main.send({"id": message["id"], "do": "answer", "answer": {}})
            return
        record = self.inner.run(message["question"]["source"], filename="<string>", seconds=60)
        streams = {"stdout": "", "stderr": ""}
        for piece in record.get("output", ()):
            streams[piece["stream"]] += piece["text"]
        code = record.get("exit_code", 1) if record.get("outcome") in ("finished", "raised") else -1
        answer = {"code": code, "out": streams["stdout"], "err": streams["stderr"]}
        self.main.send({"id": message["id"], "do": "answer", "answer": answer})

    def run(self, given: dict[str, str], module: str, leave: list[str]) -> dict[str, Any]:
        options = {"module": f"test.{module}", "leave": leave, "resources": None}
        request = {
            "source": (Path(__file__).parent / "driver.py").read_text("utf-8"),
            "filename": "driver.py",
            "files": {**given, "options.json": json.dumps(options)},
            "preempt": "call",
            "seed": self.seed,
            "max_threads": 2_000,
            "max_output": 5_000_000,
            "max_steps": 1_000_000_000,
            "lean": True,
            "asks": True,
        }
        self.started = ""
        return self.main.ask("run", request, self._answer, seconds=240)


def run_module(host: Host, folder: Path, module: str) -> dict[str, dict[str, str]]:
    """Results by test. A test in which the run ends is noted as failed and left out of another
    round."""
    results: dict[str, dict[str, str]] = {}
    given = files(folder, module)
    for _ in range(12):
        record = host.run(given, module, list(results))
        said = "".join(p["text"] for p in record.get("output", ()) if p["stream"] == "stdout")
        started = host.started
        for line in said.splitlines():
            try:
                entry = json.loads(line)
            except ValueError:
                continue
            if "test" in entry and results.get(entry["test"], {}).get("status") != "failed":
                results[entry["test"]] = entry
        if record.get("outcome") == "finished":
            return results
        why = f"the run ended: {record.get('outcome')} {record.get('limit')} {record.get('unusable', '')}"
        if record.get("error"):
            why += record["error"]["traceback"]
        if not started or started in results:
            results[f"{module} as a whole"] = {"status": "failed", "why": why}
            return results
        results[started] = {"status": "failed", "why": why}
    return results


def reason(entry: dict[str, str]) -> str | None:
    """Why a test does not apply, or None if it does."""
    last = entry["why"].strip().splitlines()[-1] if entry["why"].strip() else ""
    for pattern, meaning in NOT_APPLICABLE.items():
        if re.search(pattern, entry["why"] if entry["status"] == "skipped" else last):
            return meaning
    return entry["why"] if entry["status"] == "skipped" else None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", default=f"{sysconfig.get_paths()['stdlib']}/test")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("modules", nargs="*", default=MODULES)
    given = parser.parse_args()
    host = Host(given.seed, given.verbose)
    total: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for module in given.modules:
        if not (Path(given.folder) / (module.replace(".", "/") + ".py")).exists():
            print(f"{module}: not in this folder")
            continue
        results = run_module(host, Path(given.folder), module)
        count: Counter[str] = Counter()
        for test, entry in sorted(results.items()):
            not_applicable = reason(entry) if entry["status"] != "passed" else None
            status = "not applicable" if not_applicable else entry["status"]
            count[status] += 1
            if not_applicable:
                reasons[not_applicable] += 1
            if status == "failed":
                lines = entry["why"].strip().splitlines()
                print(f"FAILED {test}: " + "\n".join(lines if given.verbose else lines[-1:]))
        print(f"{module}: {dict(count)}", flush=True)
        total += count
    host.close()
    for meaning, number in reasons.most_common():
        print(f"not applicable, {number}: {meaning.splitlines()[0]:.100}")
    print(
        f"passed {total['passed']}, failed {total['failed']}, not applicable {total['not applicable']}"
    )
    return 1 if total["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
