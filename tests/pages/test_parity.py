"""The two languages say the same things in the same places, in their own words."""

from __future__ import annotations

import re
from typing import Any

import yaml
from mkdocs.config import load_config

from playground import catalogue
from sitebuild import pages
from sitebuild.pages import Page
from tests.every import every

CHINESE, ENGLISH = pages.pages("zh"), pages.pages("en")
each_pair = every(
    "chinese, english",
    [(page, Page("en", page.path)) for page in CHINESE if Page("en", page.path) in ENGLISH],
    lambda pair: pair[0].path,
)

HEADING = re.compile(r"^(#{1,6}) .*?(?:\{ #([\w-]+) \})?$")
SHAPES = (
    ("heading", re.compile(r"^#{1,6} ")),
    ("box", re.compile(r"^(!!!|\?\?\?\+?) (?P<kind>\w+)")),
    ("tab", re.compile(r"^=== ")),
    ("mark", re.compile(r"^<!-- (?P<kind>\w+: [\w.-]+) -->$")),
    ("row", re.compile(r"^\|")),
    ("item", re.compile(r"^(?P<kind>[-*]|\d+\.) ")),
)


def without_code(page: Page) -> str:
    return pages.FENCE.sub("```", page.text)


def headings(page: Page) -> list[tuple[int, str | None]]:
    found = map(HEADING.match, without_code(page).splitlines())
    return [(len(match[1]), match[2]) for match in found if match]


def skeleton(page: Page) -> list[str]:
    """The kinds of blocks in order: headings, boxes, tabs, tables, lists, drawings, code."""
    result = []
    for line in without_code(page).splitlines():
        indent = "  " * ((len(line) - len(line.lstrip())) // 4)
        if line.lstrip().startswith("```"):
            result.append(f"{indent}code")
        for name, shape in SHAPES:
            match = shape.match(line.lstrip())
            if match:
                result.append(
                    " ".join([indent + name, match.groupdict().get("kind") or ""]).rstrip()
                )
    return result


def links(page: Page) -> list[str]:
    """Where the links within the site go."""
    targets = re.findall(r"\]\(([^)\s]+)\)", without_code(page))
    return [target for target in targets if "//" not in target]


def external(page: Page) -> list[str]:
    """Where the links out of the site go; docs.python.org has a Chinese and an English half."""
    targets = re.findall(r"\]\((https?://[^)\s]+)\)|<(https?://[^>\s]+)>", without_code(page))
    return [(a or b).replace("docs.python.org/zh-cn/", "docs.python.org/") for a, b in targets]


def nav_paths(nav: Any) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    parts = nav.values() if isinstance(nav, dict) else nav
    return [path for part in parts for path in nav_paths(part)]


def test_both_languages_have_the_same_pages():
    chinese, english = ({page.path for page in side} for side in (CHINESE, ENGLISH))
    assert sorted(chinese - english) == [], "these have no English page: add docs/en/..."
    assert sorted(english - chinese) == [], "these have no Chinese page: add docs/zh/..."


def test_both_navigations_have_the_same_order_and_name_every_page():
    chinese, english = (
        nav_paths(load_config(str(catalogue.ROOT / file)).nav) for file in pages.CONFIGS.values()
    )
    assert chinese == english
    assert sorted(chinese) == sorted(page.path for page in CHINESE)


@each_pair
def test_headings_have_the_same_levels_and_ids(chinese, english):
    assert headings(chinese) == headings(english)
    nameless = [level for level, name in headings(chinese) if name is None]
    assert nameless == [], "each heading carries { #english-id }"


@each_pair
def test_the_same_programs_stand_in_the_same_order(chinese, english):
    one, other = (
        [
            (
                block.language,
                block.info.split("title=")[0],
                block.program,
                block.section,
                block.exercise,
                block.part,
                block.rendered,
            )
            for block in pages.blocks(page)
            if block.runs
        ]
        for page in (chinese, english)
    )
    assert one == other


@each_pair
def test_the_blocks_have_the_same_skeleton(chinese, english):
    assert skeleton(chinese) == skeleton(english)


@each_pair
def test_links_go_to_the_same_places(chinese, english):
    assert links(chinese) == links(english)
    assert external(chinese) == external(english)


@each_pair
def test_both_have_a_description_for_those_who_share_them(chinese, english):
    for page in (chinese, english):
        front = re.match(r"---\n(.*?)\n---\n", page.text, re.DOTALL)
        assert front, f"{page.name}: no front matter"
        assert yaml.safe_load(front[1]).get("description"), f"{page.name}: no description"
