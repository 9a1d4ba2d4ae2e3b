"""Goes through the standard library as `reference/modules.yml` has it: `python -m tests.simthreads.modules`.

Prints the table, and where the engine answers otherwise. `--native EXE` says where that Python prints otherwise.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playground import catalogue
from playground.node import Engine
from sitebuild.sections.reference.common import told
from sitebuild.sections.reference.modules import status

ENTRIES: list[dict[str, Any]] = catalogue.read_yaml(catalogue.ROOT / "reference" / "modules.yml")
#: What each thread has to itself, in the same form.
THREAD_STATE: list[dict[str, Any]] = [
    {"module": row["field"], "calls": row["shows"]}
    for row in catalogue.read_yaml(catalogue.ROOT / "reference" / "thread_state.yml")
    if "shows" in row
]
SECONDS = 120  # a busy machine takes 12 for what is done in 2


def answer(engine: Engine, source: str) -> dict[str, str]:
    """What a run of this prints, or the one line that it ends with."""
    record = engine.run(source, lean=True, seconds=SECONDS)
    if record.get("error"):
        return {"says": record["error"]["message"]}
    fine = record.get("outcome") == "finished" and not record["exit_code"]
    said = "".join(piece["text"] for piece in record["output"] if piece["stream"] == "stdout")
    return {"prints": said.strip()} if fine else {"ends": str(record)}


def expected(call: dict[str, str]) -> dict[str, str]:
    return {key: call[key].strip() for key in ("prints", "says") if key in call}


def differences(engine: Engine, entry: dict[str, Any]) -> list[str]:
    found = []
    for call in entry["calls"]:
        got = answer(engine, call["call"])
        if got != expected(call):
            found.append(f"{entry['module']}\n{call['call']}has {expected(call)}\ngot {got}")
    return found


def native_differences(python: str) -> Iterator[str]:
    """Where that Python prints otherwise than a call is said to print."""
    for entry in ENTRIES + THREAD_STATE:
        for call in entry["calls"]:
            if "prints" not in call:
                continue
            with tempfile.TemporaryDirectory() as folder:
                Path(folder, "program.py").write_text(call["call"], "utf-8")
                done = subprocess.run(
                    [*python.split(), "program.py"], cwd=folder, capture_output=True, text=True,
                    stdin=subprocess.DEVNULL, timeout=SECONDS,
                )  # fmt: skip
            if done.stdout.strip() != call["prints"].strip():
                yield f"{entry['module']}\n{call['call']}natively {done.stdout}{done.stderr}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simthreads.modules", description=__doc__)
    parser.add_argument("--native", metavar="EXE", help="compare with this Python 3.14 instead")
    given = parser.parse_args()
    if given.native:
        found = list(native_differences(given.native))
    else:
        with Engine() as engine:
            found = [text for entry in ENTRIES for text in differences(engine, entry)]
        for entry in ENTRIES:
            print(f"{entry['module']:20} {status(entry):8}", "; ".join(told(entry["calls"])))
    print(*found, f"{len(found)} differences", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
