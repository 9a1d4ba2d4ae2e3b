"""What pymdownx.snippets and mkdocs let pass in silence, and must not."""

from __future__ import annotations

import collections
import re

import pytest

from playground import catalogue
from sitebuild import pages
from sitebuild.pages import Page
from tests.every import every

PAGES = [page for language in pages.CONFIGS for page in pages.pages(language)]
each_page = every("page", PAGES, lambda page: page.name)
MARKER = re.compile(r"^(?P<indent>\s*)# --8<-- \[(?P<kind>start|end):(?P<name>\w+)\]$")


def includes(page: Page) -> list[pages.Block]:
    return [block for block in pages.blocks(page) if block.program]


@each_page
def test_every_include_line_is_one_that_the_site_expands(page):
    loose = [
        f"{page.name}:{number}: {line.strip()}"
        for number, line in enumerate(page.text.splitlines(), 1)
        if "8<--" in line and not pages.INCLUDE.fullmatch(line.strip())
    ]
    assert loose == [], 'write it as --8<-- "slug/name.py" or --8<-- "slug/name.py:section"'


@each_page
def test_every_fence_is_rendered_as_code(page):
    try:
        pages.blocks(page)
    except pages.PageFault as fault:
        pytest.fail(str(fault))


@each_page
def test_a_whole_program_carries_its_file_name_and_a_part_does_not(page):
    for block in includes(page):
        title = re.search(r'title="([^"]*)"', block.info)
        expected = None if block.section else f"{block.program.name}.py"
        found = title[1] if title else None
        assert found == expected, f"{page.name}:{block.line}: the title is {found}, not {expected}"


@each_page
def test_highlighted_lines_exist(page):
    for block in includes(page):
        wanted = re.search(r'hl_lines="([\d\s-]+)"', block.info)
        numbers = [int(n) for n in re.findall(r"\d+", wanted[1])] if wanted else []
        length = len(block.rendered.splitlines())
        beyond = [n for n in numbers if not 1 <= n <= length]
        assert beyond == [], f"{page.name}:{block.line}: the block has {length} lines"


@each_page
def test_a_page_includes_only_programs_of_its_own_slug_in_whole(page):
    slug = page.file.stem
    foreign = [b.program.name for b in includes(page) if not b.section and b.program.slug != slug]
    assert foreign == []


@pytest.mark.parametrize("language", pages.CONFIGS)
def test_every_program_stands_whole_on_its_page_once(language):
    shown = collections.Counter(
        block.program
        for page in pages.pages(language)
        for block in includes(page)
        if block.section is None
    )
    assert {f"{p.slug}/{p.name}.py": shown[p] for p in catalogue.programs() if shown[p] != 1} == {}


def sections(program: catalogue.Program) -> list[str]:
    """The names of a program's sections; PageFault for a marker without its partner."""
    where = program.path.relative_to(catalogue.ROOT)
    done: list[str] = []
    open_name, opened_at = None, 0
    lines = program.source.splitlines()
    for number, line in enumerate(lines, 1):
        marker = MARKER.match(line)
        if marker is None:
            if "8<--" in line:
                raise pages.PageFault(f"{where}:{number}: not a section marker: {line.strip()}")
            continue
        name = marker["name"]
        if marker["indent"]:
            raise pages.PageFault(f"{where}:{number}: a section holds whole top-level statements")
        if marker["kind"] == "start":
            if open_name:
                raise pages.PageFault(f"{where}:{opened_at}: section {open_name} is not closed")
            if name in done:
                raise pages.PageFault(f"{where}:{number}: section {name} is there twice")
            open_name, opened_at = name, number
        else:
            if open_name != name:
                raise pages.PageFault(f"{where}:{number}: section {name} is closed but not open")
            if not "".join(lines[opened_at : number - 1]).strip():
                raise pages.PageFault(f"{where}:{opened_at}: section {name} is empty")
            done.append(name)
            open_name = None
    if open_name:
        raise pages.PageFault(f"{where}:{opened_at}: section {open_name} is not closed")
    return done


@every("program", catalogue.programs(), lambda p: f"{p.slug}/{p.name}")
def test_every_section_is_closed_and_used(program):
    try:
        defined = sections(program)
    except pages.PageFault as fault:
        pytest.fail(str(fault))
    used = {
        block.section
        for page in PAGES
        if page.file.stem == program.slug
        for block in includes(page)
        if block.program == program and block.section
    }
    assert set(defined) == used
