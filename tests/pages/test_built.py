"""What the built site holds, read as a browser would read it."""

from __future__ import annotations

import collections
import functools
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag

from selectolax.lexbor import LexborHTMLParser

from playground import catalogue
from sitebuild import pages
from sitebuild.sections.reference.common import page_with
from tests.browser import served_site
from tests.every import every

PAGES = [page for language in pages.CONFIGS for page in pages.pages(language)]
each_page = every("page", PAGES, lambda page: page.name)


@functools.cache
def read(file: Path) -> LexborHTMLParser:
    return LexborHTMLParser(file.read_bytes())


@functools.cache
def ids(file: Path) -> set[str]:
    return {str(element.attributes["id"]) for element in read(file).css("[id]")}


def built(site: Path, page: pages.Page) -> Path:
    folder = site if page.language == "zh" else site / page.language
    path = page.path.removesuffix(".md")
    return folder / ("index.html" if path == "index" else f"{path}/index.html")


def without_markers(source: str) -> str:
    return "".join(line for line in source.splitlines(True) if "# --8<-- [" not in line)


@each_page
def test_each_program_on_the_page_is_its_file_to_the_letter(site, page):
    shown = {
        section.attributes["data-program"]: section.css_first("div.highlight pre code").text()
        for section in read(built(site, page)).css("section.program")
    }
    expected = {
        f"{p.slug}/{p.name}": without_markers(p.source)
        for p in catalogue.programs()
        if p.slug == page.file.stem and page_with(f"{p.slug}/{p.name}") == page.path
    }
    assert {name: text.strip("\n") for name, text in shown.items()} == {
        name: text.strip("\n") for name, text in expected.items()
    }


def test_each_rendered_python_block_is_an_item_of_its_page(site):
    """Starts and answers of exercises too: nothing that a reader can copy goes untried."""
    listed = subprocess.run(
        [sys.executable, "-m", "pytest", "-n0", "--collect-only", "-q", "docs"],
        cwd=catalogue.ROOT,
        capture_output=True,
        encoding="utf8",
    ).stdout
    items = collections.Counter(re.findall(r"^(docs/\S+\.md)::", listed, re.MULTILINE))
    rendered = collections.Counter(
        {page.name: len(read(built(site, page)).css("[class*=language-py]")) for page in PAGES}
    )
    assert items == +rendered
    assert items.total() > 600


@each_page
def test_the_output_beneath_a_program_is_the_recorded_one(site, page):
    for section in read(built(site, page)).css("section.program"):
        recorded = catalogue.find(section.attributes["data-program"]).recorded.read_text("utf8")
        assert section.css_first(".program-output samp").text() == recorded


@every("program", catalogue.programs(), lambda p: f"{p.slug}/{p.name}")
def test_each_program_can_be_downloaded_byte_for_byte(site, program):
    path = f"programs/{program.slug}/{program.name}.py"
    for folder in (site, site / "en"):
        assert (folder / path).read_bytes() == program.path.read_bytes()


def html_files(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def target_of(file: Path, site: Path, address: str) -> tuple[Path, str]:
    path, anchor = urldefrag(unquote(address))
    if path.startswith("/"):
        found = site / path.removeprefix(served_site.PREFIX).lstrip("/")
    else:
        found = (file.parent / path) if path else file
    found = found.resolve()
    return (found / "index.html" if found.is_dir() else found), anchor


def test_every_link_and_anchor_within_the_site_resolves(site):
    dead = []
    for file in html_files(site):
        for link in read(file).css("a[href], link[href], script[src], img[src], source[src]"):
            address = link.attributes.get("href") or link.attributes.get("src")
            if address.startswith(("http:", "https:", "mailto:", "data:", "javascript:")):
                continue
            target, anchor = target_of(file, site.resolve(), address)
            where = f"{file.relative_to(site)}: {address}"
            if not target.is_file():
                dead.append(f"{where}: no such page or file")
            elif anchor and target.suffix == ".html" and anchor not in ids(target):
                dead.append(f"{where}: no such anchor")
    assert dead == []


def test_nothing_is_loaded_from_another_host(site):
    loading = "script, img, iframe, source, audio, video, embed, object, link"
    foreign = []
    for file in html_files(site):
        for element in read(file).css(loading):
            given = element.attributes
            address = given.get("src") or given.get("data") or given.get("href") or ""
            passive = element.tag == "link" and set((given.get("rel") or "").split()) & {
                "canonical",
                "alternate",
                "prev",
                "next",
            }
            if address.startswith(("http:", "https:", "//")) and not passive:
                foreign.append(f"{file.relative_to(site)}: <{element.tag}> from {address}")
    for file in sorted(site.rglob("*.css")):
        text = file.read_text("utf8")
        if "url(http" in text or 'url("http' in text or "@import" in text:
            foreign.append(f"{file.relative_to(site)}: loads from another host")
    assert foreign == []


def test_no_include_marker_is_left_on_a_page(site):
    marked = [str(f.relative_to(site)) for f in html_files(site) if "8<--" in f.read_text("utf8")]
    assert marked == []


@each_page
def test_each_page_has_a_title_and_a_description_of_its_own(site, page):
    head = read(built(site, page)).head
    assert head.css_first("title").text().strip()
    assert head.css_first('meta[name="description"]').attributes["content"].strip()
    assert head.css_first('meta[property="og:description"]').attributes["content"].strip()


@every("page", pages.pages("zh"), lambda page: page.name)
def test_no_blank_stands_between_two_chinese_characters(site, page):
    between = re.compile(r"[\u3400-\u9fff，。；：、][ \n][\u3400-\u9fff，。；：、].{0,10}")
    texts = [p.text() for p in read(built(site, page)).css("article p:not(.program-links)")]
    assert [found for text in texts for found in between.findall(text)] == []


@each_page
def test_what_cannot_run_in_a_page_says_so_in_place_of_run(site, page):
    for section in read(built(site, page)).css("section.program"):
        program = catalogue.find(section.attributes["data-program"])
        assert ("data-native" in section.attributes) == program.native_only
        assert bool(section.css_first(".program-native")) == program.native_only
        assert not (program.native_only and section.css_first("[data-policy], .timeline"))


#: Where the interface speaks: not the prose, not a program's text and not its names.
SPOKEN = ("title", "aria-label", "alt", "placeholder")
LATIN = re.compile(r"[A-Za-z]{2,}")
CHINESE = re.compile(r"[\u3400-\u9fff]")
#: What has no other name in Chinese, and what is a name.
NAMES = {
    "Python",
    "English",
    "GitHub",
    "Lock",
    "RLock",
    "Event",
    "Condition",
    "Queue",
    "asyncio",
    "SVG",
    "JSON",
}


def spoken(tree: LexborHTMLParser) -> list[str]:
    """What the page says beside its prose: its title, its navigation, words that are heard."""
    links = tree.css(".md-nav a:not(.md-source), .md-footer a")
    told = [link.text() for link in links if not str(link.attributes.get("href")).startswith("#")]
    told += [title.text() for title in tree.css("head title")]
    for attribute in SPOKEN:
        for element in tree.css(f"[{attribute}]"):
            if element.attributes.get("lang") is None and element.css_first("[lang]") is None:
                told.append(str(element.attributes[attribute]))
    return [text.strip() for text in told]


@each_page
def test_the_interface_speaks_the_language_of_the_page(site, page):
    for text in spoken(read(built(site, page))):
        plain = re.sub(r"[\w/<>]*\.\w+|\b\w*_\w+\b", "", text)  # names of files and of programs
        if page.language == "en":
            assert not CHINESE.search(plain.replace("中文", "")), text
        elif not CHINESE.search(plain):
            assert {*LATIN.findall(plain)} <= NAMES, text
