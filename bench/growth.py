"""How build and tests grow with pages and programs, and what of a build dominates.

`python -m bench growth [--sizes 1 2 4 8] [--rounds N]`. Ours and stock Material's are built
turn about, of the same pages, from the same state: nothing of either kept from a build before.
"""

from __future__ import annotations

import argparse
import pstats
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import copies, sites
from bench.figures import Figure

SIZES = [1, 2, 4, 8]
URL = "http://127.0.0.1/"
# Those that take longer with each page or program; the names of programs are meant to be unique.
GROWING = ["docs", "tests/pages/test_built.py", "tests/pages/test_includes.py"]
GROWING += ["tests/pages/test_parity.py", "tests/programs", "tests/snippets"]
UNIQUE = "test_names_are_unique_on_the_site"

# Who takes the time of a build: the first that fits says it. (file ends with, function) -> name.
BLAME = [
    (("material/plugins/search/plugin.py", "on_page_context"), "search index"),
    (("pymdownx/highlight.py", "highlight"), "highlighting"),
    (("mkdocs/structure/pages.py", "render"), "Markdown"),
    (("jinja2/environment.py", "render"), "templates"),
    (("mkdocs/structure/files.py", "copy_static_files"), "copying files"),
]


def timed(action: Callable[[], None]) -> tuple[float, float]:
    """Seconds on the clock, and of the processor by all that it started."""

    def spent() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    clock, processor = time.perf_counter(), spent()
    action()
    return time.perf_counter() - clock, spent() - processor


def forget(project: Path) -> None:
    """Compiled templates and drawn timelines: a full build makes them."""
    for name in ("templates", "made/timelines"):
        shutil.rmtree(project / ".cache" / name, ignore_errors=True)


def builds(project: Path, scratch: Path, size: int, rounds: int) -> list[Figure]:
    ours: list[tuple[float, float]] = []
    stock: list[tuple[float, float]] = []
    sites.build_ours(scratch / "ours", URL, project)  # bundles the playground once, for all rounds
    for _ in range(rounds):
        forget(project)
        ours.append(timed(lambda: sites.build_ours(scratch / "ours", URL, project)))
        stock.append(
            timed(lambda: sites.build_stock(scratch / "stock", URL, scratch / "conf", project))
        )
    figures = []
    for which, name in enumerate(("build", "build cpu")):
        mine, theirs = (statistics.median(one[which] for one in all) for all in (ours, stock))
        figures.append(Figure(name, mine, theirs, of=str(size)))
    return figures


def shares(project: Path, scratch: Path) -> dict[str, float]:
    """Per cent of a build's processor time: parts of Material and mkdocs, and each hook of ours."""
    profile = scratch / "profile"
    code = (
        "import cProfile, sys, time; from mkdocs.__main__ import cli\n"
        "watch = cProfile.Profile(time.process_time)\n"
        "try: watch.runcall(cli)\n"
        "except SystemExit: pass\n"
        f"watch.dump_stats({str(profile)!r})\n"
    )
    command = [sys.executable, "-c", code, "build", "--quiet", "-d", str(scratch / "profiled")]
    forget(project)
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    return blamed(pstats.Stats(str(profile)))


def blamed(stats: pstats.Stats) -> dict[str, float]:
    entries = stats.stats  # type: ignore[attr-defined]
    whole: float = stats.total_tt  # type: ignore[attr-defined]
    seconds: dict[str, float] = {}
    for (file, _, function), (_, _, _, cumulative, _) in entries.items():
        name = next((n for (end, of), n in BLAME if file.endswith(end) and function == of), None)
        if "sitebuild/" in file and Path(file).stem != "plugin" and function.startswith("on_"):
            hook = Path(file).name
            if (hook, function) == ("languages.py", "on_post_build"):
                continue  # the English site is built in it
            name = f"hook {hook}"
        if name:
            seconds[name] = seconds.get(name, 0) + cumulative
    if "Markdown" in seconds:
        seconds["Markdown"] -= seconds.get("highlighting", 0)
    seconds["all else"] = whole - sum(seconds.values())
    most = sorted(seconds.items(), key=lambda one: -one[1])
    return {name: spent / whole * 100 for name, spent in most if spent / whole >= 0.01}


def tests(project: Path) -> float:
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "-k", f"not {UNIQUE}", *GROWING]
    done: list[subprocess.CompletedProcess[bytes]] = []
    seconds, _ = timed(
        lambda: done.append(subprocess.run(command, cwd=project, capture_output=True))
    )
    if done[0].returncode:
        lines = done[0].stdout.decode().splitlines()
        sys.stderr.write("\n".join(line[:200] for line in lines if line.startswith("FAILED")))
        raise subprocess.CalledProcessError(done[0].returncode, "pytest", done[0].stdout)
    return seconds


def measure(order: argparse.Namespace) -> list[Figure]:
    found = []
    for size in order.sizes or SIZES:
        with tempfile.TemporaryDirectory() as temporary:
            scratch = Path(temporary)
            project = scratch / "project"
            copies.make(project, size)
            found += builds(project, scratch, size, order.rounds)
            for name, share in shares(project, scratch).items():
                found.append(Figure("share", share, of=f"{name}, {size}"))
            found.append(Figure("tests", tests(project), of=str(size)))
            print(f"growth: {size} done", file=sys.stderr, flush=True)
    return found
