"""Builds both languages with Zensical and reports the differences in Markdown: `make zensical`.

Material's support ends in May 2027, and Zensical is what its makers go on with. This shows how far
away the move is. It fails only where it cannot try; what differs is its result, not its fault.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench import copies, fetched, sites
from bench.figures import CannotMeasure
from tools.zensical import compare

HERE = Path(__file__).resolve().parent
LOCK = HERE / "requirements.txt"


@dataclass(frozen=True)
class Fix:
    """What has to be taken out of the configuration before Zensical takes it."""

    what: str
    old: str
    new: str


HELPLESS = "Nothing more is known to help"

# Each is made only when the build has failed without it.
FIXES = [
    Fix("the tag `!relative` in the path of the snippets", "!relative $config_dir/", ""),
    Fix("our templates (`custom_dir`)", "  custom_dir: sitebuild/theme/overrides\n", ""),
    Fix("`extra.alternate`, which our own template reads", "  alternate: true", "  alternate: []"),
]


def build(zensical: Path, project: Path, config: str) -> str:
    """The last line that it says if it fails."""
    command = [str(zensical), "build", "--clean", "--config-file", config]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True)
    if not done.returncode:
        return ""
    said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    told = [line for line in said if "Error" in line]
    return (told or said or ["it said nothing"])[-1].strip()


def fixed(zensical: Path, project: Path) -> list[tuple[str, str]]:
    """Make it build: what was taken out, and the failure that asked for it. The last may stay."""
    asked: list[tuple[str, str]] = []
    base = project / "mkdocs.base.yml"
    left = list(FIXES)
    while fault := next(filter(None, (build(zensical, project, c) for c in configs())), ""):
        if not left:
            return [*asked, (HELPLESS, fault)]
        fix = left.pop(0)
        text = base.read_text("utf8")
        asked.append((fix.what, fault))
        base.write_text(text.replace(fix.old, fix.new), "utf8")
    return asked


def configs() -> list[str]:
    """The Chinese one first: a build cleans its folder, and the English one lies in there."""
    return list(sites.CONFIGS.values())


def main() -> int:
    try:
        zensical = fetched.environment("zensical", LOCK) / "zensical"
    except CannotMeasure as error:
        print(error, file=sys.stderr)
        return 1
    version = subprocess.run([zensical, "--version"], capture_output=True, text=True).stdout.strip()
    with tempfile.TemporaryDirectory() as temporary:
        project = Path(temporary) / "project"
        copies.make(project)
        ours = Path(temporary) / "ours"
        sites.build_ours(ours, "http://127.0.0.1/", project)
        asked = fixed(zensical, project)
        print(f"# Zensical {version} beside Material for MkDocs\n")
        print("## What had to be taken out of the configuration\n")
        print("\n".join(f"- {what}: {why}" for what, why in asked))
        if asked and asked[-1][0] == HELPLESS:
            return 0
        print("\n" + compare.report(ours, project / "site"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
