"""Plants one fault after another in a copy of the project and shows which check catches it.

Not part of `make test`: it proves the checks, not the site. `make faults` runs it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
SHARED = [".venv", "node_modules", ".cache"]  # what `make setup` and the first build have made

Fault = Callable[[Path], None]
FAULTS: dict[str, tuple[Fault, str]] = {}


def fault(name: str, *, tests: str) -> Callable[[Fault], Fault]:
    """Register a fault and the tests that must catch it."""

    def register(plant: Fault) -> Fault:
        FAULTS[name] = (plant, tests)
        return plant

    return register


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf8")
    assert old in text, f"{file} does not hold {old!r}"
    file.write_text(text.replace(old, new, 1), "utf8")


PAGE = "basics/lifecycle.md"
PROGRAM = "snippets/lifecycle/start_and_join.py"


def tell_lie(copy: Path, claim: dict[str, str]) -> None:
    """On both pages and in the table, so that no comparison of texts can show it."""
    table = copy / "tests/claims.yml"
    claims = yaml.safe_load(table.read_text("utf8"))
    told = next(one for one in claims if one["page"] == claim["page"])
    for language in ("zh", "en"):
        told[language] = claim[language].replace(claim["prints"], claim["lie"])
        page = copy / "docs" / language / f"{claim['page']}.md"
        broken = r"\s+".join(map(re.escape, claim[language].split()))  # over lines, as it may stand
        found = re.search(broken, page.read_text("utf8"))
        assert found, f"{page} does not hold {claim[language]!r}"
        edit(page, found[0], told[language])
    told["prints"] = claim["lie"]
    table.write_text(yaml.safe_dump(claims, allow_unicode=True), "utf8")


def replace(copy: Path, row: dict[str, str]) -> None:
    edit(copy / row["file"], row["old"], row["new"])


for claim in yaml.safe_load((ROOT / "tests/claims.yml").read_text("utf8")):
    name = f"a false statement on {claim['page']}: {claim['lie']} for {claim['prints']}"
    fault(name, tests="tests/pages/test_claims.py")(partial(tell_lie, claim=claim))


for row in yaml.safe_load((ROOT / "tools/planted.yml").read_text("utf8")):
    fault(row["name"], tests=row["tests"])(partial(replace, row=row))


@fault("missing snippet", tests="docs tests/pages")
def missing_snippet(copy: Path) -> None:
    (copy / PROGRAM).unlink()


@fault("missing section", tests="docs tests/pages")
def missing_section(copy: Path) -> None:
    for language in ("zh", "en"):
        edit(
            copy / "docs" / language / PAGE,
            '--8<-- "lifecycle/start_and_join.py"',
            '--8<-- "lifecycle/start_and_join.py:nowhere"',
        )


@fault("English page removed", tests="tests/pages")
def english_page_removed(copy: Path) -> None:
    (copy / "docs/en" / PAGE).unlink()


@fault("an output edited by hand", tests="tests/snippets")
def output_edited(copy: Path) -> None:
    recorded = copy / "recorded/lifecycle/start_and_join.txt"
    recorded.write_text(recorded.read_text("utf8") + "and more\n", "utf8")


@fault("a thread that raises", tests="docs/en/basics tests/snippets")
def thread_raises(copy: Path) -> None:
    text = (copy / PROGRAM).read_text("utf8")
    body = re.search(r"def \w+\([^)]*\):\n", text)
    assert body
    edit(copy / PROGRAM, body[0], body[0] + '    raise ValueError("planted")\n')


@fault("a dead link", tests="tests/pages")
def dead_link(copy: Path) -> None:
    for language in ("zh", "en"):
        page = copy / "docs" / language / PAGE
        page.write_text(page.read_text("utf8") + "\n[x](../locks/nowhere.md)\n", "utf8")


@fault("a dead anchor", tests="tests/pages")
def dead_anchor(copy: Path) -> None:
    for language in ("zh", "en"):
        page = copy / "docs" / language / PAGE
        page.write_text(page.read_text("utf8") + "\n[x](daemon.md#nowhere)\n", "utf8")


@fault("an <img> from another host", tests="tests/pages")
def foreign_image(copy: Path) -> None:
    for language in ("zh", "en"):
        page = copy / "docs" / language / PAGE
        image = '\n<img src="https://example.org/x.png" alt="x">\n'
        page.write_text(page.read_text("utf8") + image, "utf8")


@fault("an untranslated English paragraph on a Chinese page", tests="tests/pages")
def untranslated(copy: Path) -> None:
    text = "\nThis paragraph was never put into the language of the page.\n"
    page = copy / "docs/zh" / PAGE
    page.write_text(page.read_text("utf8") + text, "utf8")


@fault("a statement with a wrong version", tests="tests/pages/test_versions.py")
def wrong_statement(copy: Path) -> None:
    versions = copy / "reference/versions.yml"
    edit(versions, '  at: "3.13"\n  zh: 3.13 新增', '  at: "3.12"\n  zh: 3.12 新增')
    edit(versions, "en: 3.13 added `Queue", "en: 3.12 added `Queue")


@fault("a figure that nothing names", tests="tests/pages/test_figures.py")
def nameless_figure(copy: Path) -> None:
    figure = '{"id": "luck", "here": 1.0, "date": "2026-01-01"}'
    kept = copy / "reference/figures.json"
    kept.write_text(f'{{"edit": {{"machine": {{}}, "figures": [{figure}]}}}}', "utf8")


@fault("a security header typed into nginx.conf", tests="tests/pages/test_figures.py")
def typed_header(copy: Path) -> None:
    include = "include /srv/threads/site/_headers.nginx;"
    edit(copy / "hosting/nginx.conf", include, "add_header X-Content-Type-Options nosniff always;")


@fault(
    "an inline script in a page", tests="tests/browser/test_head.py tests/browser/test_not_found.py"
)
def late_script(copy: Path) -> None:
    adds = "document.head.append(document.createElement('style')); "
    adds += "document.head.lastChild.textContent = 'a {}';"
    script = copy / "sitebuild/theme/overrides/assets/site.js"
    script.write_text(script.read_text("utf8") + adds, "utf8")


@fault("a file in the site that nobody answers for", tests="tests/pages/test_sbom.py")
def stray_file(copy: Path) -> None:
    (copy / "sitebuild/theme/overrides/assets/jquery.js").write_text("// 3.7.1", "utf8")


@fault("no way around a damaged snapshot", tests="tests/browser/test_playground_failures.py")
def snapshot_or_nothing(copy: Path) -> None:
    edit(copy / "playground/web/download.ts", "throw error;\n      return null;", "throw error;")
    edit(copy / "playground/web/download.ts", "if (error instanceof Lost) ", "")


def caught_by(copy: Path, tests: str) -> list[str]:
    """The failures of a test run, a line each, with their first lines of reason."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--tb=no", *tests.split()]
    wide = {**os.environ, "COLUMNS": "400"}  # so that the summary holds the whole message
    done = subprocess.run(command, cwd=copy, env=wide, capture_output=True, text=True)
    if done.returncode not in (0, 1, 2):  # passed, failed, or not even collected
        raise RuntimeError(f"the tests did not run:\n{done.stdout}{done.stderr}")
    return [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]


def files() -> list[str]:
    """All that is the project's, committed or not yet."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return [file for file in done.stdout.split("\0") if (ROOT / file).is_file()]


def copies(names: list[str]) -> Iterator[tuple[str, Path]]:
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "copy"
            copy.mkdir()
            for file in files():
                (copy / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / file, copy / file)
            for part in SHARED:
                (copy / part).symlink_to(ROOT / part)
            yield name, copy


def main() -> int:
    names = sys.argv[1:] or list(FAULTS)
    every = dict.fromkeys(test for name in names for test in FAULTS[name][1].split())
    for _, copy in copies(["nothing"]):
        if failures := caught_by(copy, " ".join(every)):
            print("These fail without a fault, so they catch none:", *failures, sep="\n    ")
            return 1
    unseen = 0
    for name, copy in copies(names):
        plant, tests = FAULTS[name]
        plant(copy)
        failures = caught_by(copy, tests)
        unseen += not failures
        print(f"{'caught' if failures else 'NOT CAUGHT'}: {name} ({len(failures)} checks failed)")
        for line in failures[:3]:
            print("    " + line[:400])
    return 1 if unseen else 0


if __name__ == "__main__":
    sys.exit(main())
