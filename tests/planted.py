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
PARTS = ["docs", "snippets", "recorded", "site_theme", "tests", "conftest.py", "catalogue.py"]
PARTS += ["pages.py", "record.py", "reference", "pyproject.toml"]
PARTS += ["mkdocs.yml", "mkdocs.en.yml", "mkdocs.base.yml"]
PARTS += ["playground", "hosting", "package.json", "package-lock.json"]
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


for claim in yaml.safe_load((ROOT / "tests/claims.yml").read_text("utf8")):
    name = f"a false statement on {claim['page']}: {claim['lie']} for {claim['prints']}"
    fault(name, tests="tests/pages/test_claims.py")(partial(tell_lie, claim=claim))


@fault("a false statement on one page only", tests="tests/pages/test_claims.py")
def lie_in_one_language(copy: Path) -> None:
    edit(copy / "docs/zh/basics/daemon.md", "默认值是 `None`", "默认值是 `False`")


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


@fault("unclosed section", tests="tests/pages")
def unclosed_section(copy: Path) -> None:
    edit(copy / PROGRAM, "def main", "# --8<-- [start:main]\ndef main")


@fault("English page removed", tests="tests/pages")
def english_page_removed(copy: Path) -> None:
    (copy / "docs/en" / PAGE).unlink()


@fault("heading id changed in one language", tests="tests/pages")
def heading_id_changed(copy: Path) -> None:
    edit(copy / "docs/en" / PAGE, "{ #pitfalls }", "{ #traps }")


@fault("an output edited by hand", tests="tests/snippets")
def output_edited(copy: Path) -> None:
    recorded = copy / "recorded/lifecycle/start_and_join.txt"
    recorded.write_text(recorded.read_text("utf8") + "and more\n", "utf8")


@fault("a program with a syntax error", tests="docs/en/basics tests/snippets")
def syntax_error(copy: Path) -> None:
    edit(copy / PROGRAM, "def main():", "def main(:")


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


@fault("a wrong version in the prose", tests="tests/pages/test_versions.py")
def wrong_version(copy: Path) -> None:
    edit(copy / "docs/en/queues/queue_patterns.md", "Since 3.13", "Since 3.12")


@fault("a statement with a wrong version", tests="tests/pages/test_versions.py")
def wrong_statement(copy: Path) -> None:
    versions = copy / "reference/versions.yml"
    edit(versions, '  at: "3.13"\n  zh: 3.13 新增', '  at: "3.12"\n  zh: 3.12 新增')
    edit(versions, "en: 3.13 added `Queue", "en: 3.12 added `Queue")


@fault("a wrong default in the cheat sheet", tests="tests/pages/test_cheat_sheet.py")
def wrong_default(copy: Path) -> None:
    edit(copy / "reference/api.yml", "put(item, block=True,", "put(item, block=False,")


@fault("a wrong exception in the cheat sheet", tests="tests/pages/test_cheat_sheet.py")
def wrong_exception(copy: Path) -> None:
    edit(copy / "reference/api.yml", "[ValueError, 比 `put()`", "[RuntimeError, 比 `put()`")


@fault("a program that the index does not know", tests="tests/pages/test_programs_index.py")
def unlisted_program(copy: Path) -> None:
    edit(copy / "snippets/lifecycle/shows.yml", "start_and_join:", "begin_and_join:")


@fault("a figure that nothing names", tests="tests/pages/test_figures.py")
def nameless_figure(copy: Path) -> None:
    figure = '{"id": "luck", "here": 1.0, "date": "2026-01-01"}'
    kept = copy / "reference/figures.json"
    kept.write_text(f'{{"edit": {{"machine": {{}}, "figures": [{figure}]}}}}', "utf8")


@fault("a security header typed into nginx.conf", tests="tests/pages/test_figures.py")
def typed_header(copy: Path) -> None:
    include = "include /srv/threads/site/_headers.nginx;"
    edit(copy / "hosting/nginx.conf", include, "add_header X-Content-Type-Options nosniff always;")


@fault("a worker that keeps what leads out of it", tests="tests/browser/test_hostile_program.py")
def open_worker(copy: Path) -> None:
    edit(copy / "playground/web/worker.ts", "\nconfine(fetchKnown);", "")


@fault("a worker that keeps its indexedDB", tests="tests/browser/test_hostile_program.py")
def stored(copy: Path) -> None:
    edit(
        copy / "playground/web/confine.ts", "structuredClone atob", "indexedDB structuredClone atob"
    )


@fault("a spoilt worker that is used again", tests="tests/browser/test_hostile_program.py")
def used_again(copy: Path) -> None:
    edit(copy / "playground/web/client.ts", "if (message.spent) this.#end();", "")


@fault("a trap in what the worker goes on using", tests="tests/browser/test_hostile_program.py")
def trapped(copy: Path) -> None:
    edit(copy / "playground/web/worker.ts", "remember(inUse)", "remember()")


@fault("a record that nobody has read", tests="tests/browser/test_hostile_program.py")
def unread_record(copy: Path) -> None:
    edit(copy / "playground/web/client.ts", "readMessage(given)", "given as FromWorker")


@fault("text that is set as HTML", tests="tests/browser/test_playground_fuzz.py")
def unescaped(copy: Path) -> None:
    edit(copy / "playground/web/words.ts", "DANGEROUS[character] ?? character", "character")


@fault("a link that runs by itself", tests="tests/browser/test_playground_fuzz.py")
def runs_by_itself(copy: Path) -> None:
    edit(
        copy / "playground/web/app/sharing.ts",
        "await view.put(shared);",
        "await view.put(shared); await view.run();",
    )


@fault("a link whose name is not looked at", tests="tests/browser/test_playground_fuzz.py")
def unchecked_link(copy: Path) -> None:
    edit(copy / "playground/web/app/share.ts", "if (!fits) throw", "if (given === 7) throw")


@fault(
    "an inline script in a page", tests="tests/browser/test_head.py tests/browser/test_not_found.py"
)
def late_script(copy: Path) -> None:
    adds = "document.head.append(document.createElement('style')); "
    adds += "document.head.lastChild.textContent = 'a {}';"
    script = copy / "site_theme/overrides/assets/site.js"
    script.write_text(script.read_text("utf8") + adds, "utf8")


@fault("'unsafe-inline' for scripts", tests="tests/browser/test_policy.py")
def unsafe_inline(copy: Path) -> None:
    edit(copy / "site_theme/hooks/policy.py", "'self' 'wasm", "'unsafe-inline' 'self' 'wasm")


@fault("no Trusted Types", tests="tests/browser/test_policy.py")
def no_trusted_types(copy: Path) -> None:
    edit(copy / "site_theme/hooks/policy.py", "(hashes, PAGES_ONLY)", "(hashes, {})")


@fault("a file in the site that nobody answers for", tests="tests/pages/test_sbom.py")
def stray_file(copy: Path) -> None:
    (copy / "site_theme/overrides/assets/jquery.js").write_text("// 3.7.1", "utf8")


@fault("a package that the bill of materials leaves out", tests="tests/pages/test_sbom.py")
def unlisted_package(copy: Path) -> None:
    edit(
        copy / "site_theme/hooks/playground.py",
        "for name in found if name}",
        "for name in found if name and 'lezer' not in name[1]}",
    )


@fault("pages of two releases on one shelf", tests="tests/browser/test_offline.py")
def mixed_releases(copy: Path) -> None:
    worker = copy / "playground/web/offline/sw.ts"
    edit(worker, "if (!(await text.text()).includes(MARK)) {", "if (false) {")


@fault("an old worker that stays under serve", tests="tests/browser/test_offline.py")
def worker_stays(copy: Path) -> None:
    edit(copy / "playground/web/offline/gone.ts", "await self.registration.unregister();", "")


@fault("a renewal that keeps a part", tests="tests/browser/test_offline.py")
def half_a_renewal(copy: Path) -> None:
    edit(
        copy / "playground/web/offline/sw.ts",
        "if (old.length) await carryOver(old);",
        "if (old.length) await carryOver(old).catch(() => {});",
    )


@fault("no way around a damaged snapshot", tests="tests/browser/test_playground_failures.py")
def snapshot_or_nothing(copy: Path) -> None:
    edit(copy / "playground/web/parts.ts", "throw error;\n      return null;", "throw error;")
    edit(copy / "playground/web/parts.ts", "if (error instanceof Lost) ", "")


@fault("a dead Python that nobody notices", tests="tests/browser/test_playground_failures.py")
def silent_death(copy: Path) -> None:
    edit(copy / "playground/web/client.ts", 'this.#tell({ at: "silent" })', "void 0")


@fault("fetching ahead of one who saves data", tests="tests/browser/test_playground_run.py")
def data_not_saved(copy: Path) -> None:
    edit(copy / "playground/web/main.ts", "if (connection?.saveData) return;", "")


@fault("an asset without its digest", tests="tests/pages/test_offline_plan.py")
def bare_name(copy: Path) -> None:
    fingerprints = copy / "site_theme/hooks/fingerprints.py"
    edit(fingerprints, "[*config.extra_css, *scripts, WORDS]", "[*scripts, WORDS]")


@fault("a release that is not named after what it ships", tests="tests/pages/test_offline_plan.py")
def same_release(copy: Path) -> None:
    edit(copy / "site_theme/hooks/offline.py", "whole.update(path.read_bytes())", "pass")


def caught_by(copy: Path, tests: str) -> list[str]:
    """The failures of a test run, a line each, with their first lines of reason."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--tb=no", *tests.split()]
    wide = {**os.environ, "COLUMNS": "400"}  # so that the summary holds the whole message
    done = subprocess.run(command, cwd=copy, env=wide, capture_output=True, text=True)
    if done.returncode not in (0, 1, 2):  # passed, failed, or not even collected
        raise RuntimeError(f"the tests did not run:\n{done.stdout}{done.stderr}")
    return [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]


def copies(names: list[str]) -> Iterator[tuple[str, Path]]:
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "copy"
            copy.mkdir()
            for part in PARTS:
                source = ROOT / part
                if source.is_dir():
                    ignore = shutil.ignore_patterns("__pycache__")
                    shutil.copytree(source, copy / part, ignore=ignore)
                else:
                    shutil.copy(source, copy / part)
            for part in SHARED:
                (copy / part).symlink_to(ROOT / part)
            yield name, copy


def main() -> int:
    unseen = 0
    for name, copy in copies(sys.argv[1:] or list(FAULTS)):
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
