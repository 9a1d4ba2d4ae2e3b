"""What a search engine, a chat and a browser's tab are told of each page; read from the build."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.browser.served_site import FOLDERS, PAGES, address

NAMESPACES = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}


def head(site: Path, language: str, path: str) -> LexborHTMLParser:
    file = site / FOLDERS[language] / path / "index.html"
    return LexborHTMLParser(file.read_bytes().partition(b"</head>")[0])


def meta(page_head: LexborHTMLParser, key: str) -> str:
    tag = page_head.css_first(f'meta[name="{key}"], meta[property="{key}"]')
    assert tag is not None, key
    return str(tag.attributes["content"])


@pytest.mark.parametrize("language", FOLDERS)
def test_each_page_introduces_itself(site: Path, language: str) -> None:
    titles, descriptions = set(), set()
    for path in PAGES:
        page_head = head(site, language, path)
        whole, title = page_head.css_first("html"), page_head.css_first("title")
        assert whole is not None
        assert title is not None
        assert whole.attributes["lang"] == language
        titles.add(title.text())
        descriptions.add(meta(page_head, "description"))
        assert meta(page_head, "og:description") == meta(page_head, "description")
        assert title.text().startswith(meta(page_head, "og:title")) or path == ""
        assert meta(page_head, "og:url") == address(language, path)
        assert meta(page_head, "og:locale") == {"zh": "zh_CN", "en": "en_US"}[language]
        canonical = page_head.css_first("link[rel=canonical]")
        assert canonical is not None
        assert canonical.attributes["href"] == address(language, path)
        assert page_head.css_first("link[rel=icon]") is not None
    assert len(titles) == len(PAGES), "two pages share a title"
    assert len(descriptions) == len(PAGES), "two pages share a description"


@pytest.mark.parametrize("language", FOLDERS)
def test_the_sitemap_names_each_page_and_its_other_language(site: Path, language: str) -> None:
    tree = ElementTree.parse(site / FOLDERS[language] / "sitemap.xml")
    found = {}
    for url in tree.iterfind("map:url", NAMESPACES):
        links = url.iterfind("xhtml:link", NAMESPACES)
        found[url.findtext("map:loc", namespaces=NAMESPACES)] = {
            link.get("hreflang"): link.get("href") for link in links
        }
    assert found == {
        address(language, path): {
            "zh": address("zh", path),
            "en": address("en", path),
            "x-default": address("en", path),
        }
        for path in PAGES
    }
