"""Every program keeps the rules of CONTRIBUTING.md, so that a reader can copy any of them."""

import ast
import collections
import io
import re
import sys
import tokenize

from playground import catalogue
from tests.every import every

PROGRAMS = catalogue.programs()
each_program = every("program", PROGRAMS, lambda p: f"{p.slug}/{p.name}")
MACHINE_LINE = re.compile(
    r"# (requires: python 3\.\d+|order: free|needs: (sockets|processes|ctypes)|"
    r"--8<-- \[(start|end):\w+\])"
)


@each_program
def test_fits_on_a_page(program):
    lines = program.source.splitlines()
    assert len(lines) <= (60 if program.native_only else 40)
    assert [line for line in lines if len(line) > 72] == []


@each_program
def test_has_a_main_behind_a_guard(program):
    tree = ast.parse(program.source, str(program.path))
    assert any(isinstance(node, ast.FunctionDef) and node.name == "main" for node in tree.body)
    assert program.source.endswith('if __name__ == "__main__":\n    main()\n')


@each_program
def test_needs_only_the_standard_library(program):
    tree = ast.parse(program.source, str(program.path))
    imported = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").partition(".")[0])
    assert imported - sys.stdlib_module_names == set()


@each_program
def test_speaks_ascii_and_leaves_prose_to_the_page(program):
    assert program.source.isascii()
    tokens = tokenize.generate_tokens(io.StringIO(program.source).readline)
    comments = [token.string for token in tokens if token.type == tokenize.COMMENT]
    assert [comment for comment in comments if not MACHINE_LINE.fullmatch(comment)] == []
    documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    tree = ast.parse(program.source)
    assert [n for n in ast.walk(tree) if isinstance(n, documented) and ast.get_docstring(n)] == []


@each_program
def test_sleeps_at_most_a_tenth_of_a_second(program):
    calls = [node for node in ast.walk(ast.parse(program.source)) if isinstance(node, ast.Call)]
    naps = [call for call in calls if ast.unparse(call.func) in ("sleep", "time.sleep")]
    lengths = [call.args[0].value for call in naps if isinstance(call.args[0], ast.Constant)]
    assert [length for length in lengths if length > 0.1] == []


def test_names_are_unique_on_the_site():
    count = collections.Counter(program.name for program in PROGRAMS)
    assert [name for name, times in count.items() if times > 1] == []


def test_there_are_programs():
    assert len(PROGRAMS) >= 45


def test_each_chapter_with_programs_has_its_page_and_its_test():
    slugs = {program.slug for program in PROGRAMS}
    docs = catalogue.ROOT / "docs"
    for language in ("zh", "en"):
        assert slugs - {page.stem for page in (docs / language).rglob("*.md")} == set()
    tests = catalogue.ROOT / "tests" / "snippets"
    assert [slug for slug in sorted(slugs) if not (tests / f"test_{slug}.py").is_file()] == []


def test_each_program_is_named_in_the_test_of_its_chapter():
    tests = catalogue.ROOT / "tests" / "snippets"
    text = {path.stem: path.read_text("utf8") for path in tests.glob("test_*.py")}
    untested = [p.name for p in PROGRAMS if f'"{p.name}"' not in text.get(f"test_{p.slug}", "")]
    assert untested == []


#: What the simulation does not have, and the imports that ask for it. A pair of sockets it has.
OPENS = {
    "sockets": r"(http|urllib\.request|asyncio\.streams)"
    r"|from socket import (?!socketpair$)|import socket$",
    "processes": r"multiprocessing|from concurrent\.futures import .*ProcessPool",
    "ctypes": r"ctypes",
}


@each_program
def test_a_program_says_what_it_needs_just_if_it_imports_that(program):
    imports = re.findall(r"^(?:import|from) .+", program.source, re.M)
    needed = [
        kind
        for kind, pattern in OPENS.items()
        if any(re.match(rf"(?:import |from )?(?:{pattern})", line) for line in imports)
    ]
    assert program.needs in (needed or [None])


@each_program
def test_a_program_is_recorded_in_the_simulation_unless_it_is_native(program):
    assert program.run_record.is_file() != program.native_only
