"""Makes the recorded outputs anew: `python -m sitebuild.record [SLUG ...]`. Knows no page."""

from __future__ import annotations

import argparse
import subprocess
import sys

from playground import catalogue
from playground.catalogue import Program


def record(program: Program) -> str | None:
    """Run and store; returns what went wrong, in one line. An equal output is left as it was; so is
    a stored one where no Python here is new enough. Without one, its run in the page gives it."""
    where = f"snippets/{program.slug}/{program.name}.py"
    python = catalogue.interpreter_for(program)
    if python is None:
        needed = ".".join(map(str, program.requires))
        lack = f"{where} needs Python {needed}, which is not installed"
        if program.recorded.is_file():
            print(f"{lack}: its recorded output is kept")
        elif program.native_only:
            return f"{lack}: it has no output"
        else:
            print(f"{lack}: its run in the page gives its output")
        return None
    try:
        result = catalogue.run(program, python=python)
    except subprocess.TimeoutExpired:
        return f"{where} did not end within {catalogue.TIME_LIMIT:.0f} s"
    if not result.ok:
        return f"{where} failed with exit code {result.code}: {result.stderr.strip()}"
    stored = program.recorded
    if not stored.is_file() or not catalogue.same_output(
        program, stored.read_text("utf8"), result.stdout
    ):
        stored.parent.mkdir(parents=True, exist_ok=True)
        stored.write_text(result.stdout, "utf8")
        print(f"recorded {stored.relative_to(catalogue.ROOT)}")
    return None


def main() -> int:
    parser = argparse.ArgumentParser(description="Record what each program prints.")
    parser.add_argument("slug", nargs="*", help="only these chapters")
    wanted = parser.parse_args().slug
    unknown = set(wanted) - {program.slug for program in catalogue.programs()}
    if unknown:
        print(f"record: no such folder: snippets/{min(unknown)}", file=sys.stderr)
        return 2
    faults = [
        fault
        for program in catalogue.programs()
        if not wanted or program.slug in wanted
        if (fault := record(program))
    ]
    for fault in faults:
        print(f"record: {fault}", file=sys.stderr)
    if not wanted:
        for orphan in set(catalogue.RECORDED.glob("*/*.txt")) - {
            p.recorded for p in catalogue.programs()
        }:
            orphan.unlink()
            print(f"removed {orphan.relative_to(catalogue.ROOT)}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
