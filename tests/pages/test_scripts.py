"""What a page runs at once comes in as few bytes as it can be said in, wherever it stands."""

from __future__ import annotations

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from sitebuild.finish.scripts import INLINE, smaller


def test_no_script_of_a_page_can_be_made_smaller(site: Path) -> None:
    pages = [LexborHTMLParser(path.read_bytes()) for path in site.rglob("*.html")]
    texts = {one.text() for page in pages for one in page.css(INLINE)}
    linked = [*site.glob("assets/javascripts/bundle.*.js"), *site.glob("assets/site.*.js")]
    assert len(texts) >= len(linked) == 2
    given = texts | {path.read_text("utf8") for path in linked}
    again = smaller(given)
    assert [text[:60] for text in given if len(again[text]) < 0.99 * len(text)] == []
