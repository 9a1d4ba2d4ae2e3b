"""A build that reuses what it made says the same as one that makes all anew."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import Any

import pytest
from material.plugins.search.plugin import SearchIndex
from mkdocs.commands.build import build
from mkdocs.config import load_config

from playground import catalogue
from playground.catalogue import ROOT

HOOK = ROOT / "sitebuild" / "theme" / "reuse.py"
CONFIG = {
    "site_name": "x",
    "theme": {"name": "material", "font": False},
    "plugins": ["search"],
    "hooks": [str(HOOK)],
    "validation": {"anchors": "warn"},
    "markdown_extensions": [
        "attr_list",
        "pymdownx.highlight",
        "pymdownx.superfences",
        {"pymdownx.snippets": {"base_path": [str(catalogue.SNIPPETS)]}},
    ],
}
ONE = "# One {#one}\n\n[there](two.md#second)\n\n```python\ndef f():\n    return 1\n```\n"
TWO = "# Two {#two}\n\n## Second {#second}\n\nwords 有中文的\n"


class Clone:
    """A small site that is being written while `mkdocs serve` lives."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "docs").mkdir()
        (folder / "mkdocs.yml").write_text(json.dumps(CONFIG, ensure_ascii=False), "utf8")
        self.write("index", ONE)
        self.write("two", TWO)

    def write(self, page: str, text: str) -> None:
        (self.folder / "docs" / f"{page}.md").write_text(text, "utf8")

    def build(self) -> dict[str, str]:
        """Path -> text of all that a page or the search is made of."""
        config = load_config(str(self.folder / "mkdocs.yml"))
        config.site_url = f"http://{config.dev_addr}/"  # as `mkdocs serve` has it
        build(config)
        site = self.folder / "site"
        found = [*site.rglob("*.html"), site / "search" / "search_index.json"]
        return {path.relative_to(site).as_posix(): path.read_text("utf8") for path in found}


@pytest.fixture
def clone(tmp_path: Path) -> Any:
    yield Clone(tmp_path)
    hook = sys.modules[str(HOOK)]  # it lives as long as the process: the next site is another one
    hook._rendered.clear()
    hook._entries.clear()


def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that Markdown turns into HTML from now on."""
    from mkdocs.structure.pages import Page

    found: list[str] = []
    render = Page.render

    def watched(page: Page, *given: Any) -> None:
        found.append(page.file.src_uri)
        render(page, *given)

    monkeypatch.setattr(Page, "render", watched)
    return found


def test_only_an_edited_page_is_rendered_again_and_all_is_as_if_made_anew(clone, monkeypatch):
    first = clone.build()
    again = rendered(monkeypatch)
    assert clone.build() == first
    assert again == []
    clone.write("two", TWO.replace("words", "other words"))
    edited = clone.build()
    assert again == ["two.md"]
    sys.modules[str(HOOK)]._rendered.clear()
    sys.modules[str(HOOK)]._entries.clear()
    assert clone.build() == edited
    assert "other words" in edited["two/index.html"]
    assert "other words" in edited["search/search_index.json"]


def test_a_page_follows_what_it_includes(clone, monkeypatch, tmp_path):
    clone.build()  # loads the hook
    snippets = tmp_path / "snippets"
    snippets.mkdir()
    (snippets / "part.md").write_text("before", "utf8")
    monkeypatch.setattr(sys.modules[str(HOOK)], "SNIPPETS", snippets)
    config = (clone.folder / "mkdocs.yml").read_text("utf8")
    (clone.folder / "mkdocs.yml").write_text(
        config.replace(str(catalogue.SNIPPETS), str(snippets)), "utf8"
    )
    clone.write("two", TWO + '\n--8<-- "part.md"\n')
    assert "before" in clone.build()["two/index.html"]
    (snippets / "part.md").write_text("after", "utf8")
    assert "after" in clone.build()["two/index.html"]


def test_a_link_is_judged_by_the_page_it_leads_to_as_that_is_now(clone, caplog):
    clone.build()
    with caplog.at_level(logging.WARNING):
        clone.build()
    assert "does not contain" not in caplog.text
    clone.write("two", TWO.replace("{#second}", "{#elsewhere}"))
    with caplog.at_level(logging.WARNING):
        clone.build()
    assert "does not contain an anchor '#second'" in caplog.text


def whole(site: Path) -> dict[str, bytes]:
    """But for the packed map of the site, which holds the time of its making."""
    files = (path for path in site.rglob("*") if path.is_file() and path.suffix != ".gz")
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def test_the_site_is_to_the_byte_what_material_makes_by_itself(clone):
    clone.build()
    ours = whole(clone.folder / "site")
    config = load_config(str(clone.folder / "mkdocs.yml"), hooks=[])
    config.site_url = f"http://{config.dev_addr}/"
    build(config)
    plugin: Any = config.plugins["material/search"]
    assert type(plugin.search_index) is SearchIndex
    assert whole(clone.folder / "site") == ours
    assert b"return 1" in ours["search/search_index.json"]
    assert any(path.startswith("assets/javascripts/lunr/") for path in ours)
