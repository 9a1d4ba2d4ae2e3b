"""What a search engine, a chat and a browser's tab are told of each page; read from the build."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from tests.browser.served_site import FOLDERS, PAGES, address

NAMESPACES = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}


def head(site: Path, language: str, path: str) -> BeautifulSoup:
    file = site / FOLDERS[language] / path / "index.html"
    return BeautifulSoup(file.read_text("utf8").partition("</head>")[0], "html.parser")


def meta(soup: BeautifulSoup, key: str) -> str:
    tag = soup.select_one(f'meta[name="{key}"], meta[property="{key}"]')
    assert tag is not None, key
    return str(tag["content"])


@pytest.mark.parametrize("language", FOLDERS)
def test_each_page_introduces_itself(site: Path, language: str) -> None:
    titles, descriptions = set(), set()
    for path in PAGES:
        soup = head(site, language, path)
        assert soup.html is not None
        assert soup.html["lang"] == language
        assert soup.title is not None
        titles.add(soup.title.text)
        descriptions.add(meta(soup, "description"))
        assert meta(soup, "og:description") == meta(soup, "description")
        assert soup.title.text.startswith(meta(soup, "og:title")) or path == ""
        assert meta(soup, "og:url") == address(language, path)
        assert meta(soup, "og:locale") == {"zh": "zh_CN", "en": "en_US"}[language]
        canonical = soup.select_one("link[rel=canonical]")
        assert canonical is not None
        assert canonical["href"] == address(language, path)
        assert soup.select_one("link[rel=icon]") is not None
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
