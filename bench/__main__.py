"""Measures the site beside its peers and limits: `python -m bench [PART ...]`.

Each part prints its figures as Markdown and keeps them in reference/figures.json, from where they
come to the page "how this site is made". `report` prints what is kept and measures nothing.
"""

from __future__ import annotations

import argparse
import importlib
import subprocess
import sys

from bench import bugs, figures, timings
from bench.figures import CannotMeasure
from sitebuild.sections.reference.common import load

#: Parts that keep what they found in a file of their own.
KEPT_APART = {"timings": timings.report, "bugs": bugs.report}


def choices() -> list[str]:
    return [*load("figures"), *KEPT_APART]


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(choices()) + ", report")
    parser.add_argument("--rounds", type=int, default=5, help="the median of how many (5)")
    parser.add_argument(
        "--pages", nargs="*", help='paths below a language, such as "" locks/races/'
    )
    parser.add_argument("--sizes", nargs="*", type=int, help="growth: times so many (1 2 4 8)")
    parser.add_argument("--seconds", type=int, default=10, help="load: of each measurement (10)")
    order = parser.parse_args()
    wanted = order.parts or choices()
    if strange := [part for part in wanted if part not in [*choices(), "report"]]:
        parser.error(f"no part {', '.join(strange)}: there are {', '.join(choices())}")
    if wanted == ["report"]:
        print("\n".join(reported(part) for part in choices()))
        return 0
    failed = [part for part in wanted if not measured(part, order)]
    return 1 if failed else 0


def measured(part: str, order: argparse.Namespace) -> bool:
    """One that cannot be measured says why in a line, and the others still are."""
    module = importlib.import_module(f"bench.{part}")
    try:
        found = module.measure(order)
        if part not in KEPT_APART:
            figures.keep(part, found)
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout or b"").strip()
        last = (said.decode() if isinstance(said, bytes) else said).splitlines()[-1:]
        print(f"{part}: {error}{': ' + last[0] if last else ''}", file=sys.stderr)
        return False
    except CannotMeasure as error:
        print(f"{part}: {error}", file=sys.stderr)
        return False
    print(reported(part), flush=True)
    return True


def reported(part: str) -> str:
    """What is kept of a part."""
    return KEPT_APART[part]() if part in KEPT_APART else figures.report(part)


if __name__ == "__main__":
    sys.exit(main())
