"""Every check, over and over, for the one that fails now and then: `make repeat`, 20 times.

Of five runs three are `make test`, one is that with two busy processes beside it, and one is that
in random order. One line a run; ends at the first that fails, and says where its output is.
pytest-repeat repeats a test within one run, where what is made once for all tests is not made anew.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODES = ("plain", "plain", "beside two busy processes", "plain", "in random order")
BUSY = [sys.executable, "-c", "while True: pass"]


@contextmanager
def load(processes: int) -> Iterator[None]:
    busy = [subprocess.Popen(BUSY) for _ in range(processes)]
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.wait()


def run(mode: str, number: int, log: Path) -> bool:
    """Whether every check passed; `number` is the seed of a random order."""
    at_random = mode == "in random order"
    order = f"--random-order-bucket=global --random-order-seed={number}" if at_random else ""
    with load(2 if "busy" in mode else 0), log.open("w") as output:
        environment = {**os.environ, "PYTEST_ADDOPTS": order}
        done = subprocess.run(
            ["make", "test"], cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    return done.returncode == 0


def main(times: int) -> int:
    logs = Path(tempfile.mkdtemp(prefix="repeat-"))
    for number in range(1, times + 1):
        mode = MODES[(number - 1) % len(MODES)]
        log = logs / f"{number}.log"
        began = time.monotonic()
        passed = run(mode, number, log)
        last = log.read_text("utf8", "replace").strip().rpartition("\n")[2].strip("= ")
        print(f"{number}: {mode}, {time.monotonic() - began:.0f} s: {last}", flush=True)
        if not passed:
            print(f"run {number} failed: see {log}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tools.repeat")
    parser.add_argument("times", type=int, nargs="?", default=20)
    sys.exit(main(parser.parse_args().times))
