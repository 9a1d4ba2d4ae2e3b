"""The site's Content-Security-Policy: into each page, and as a header for a web server.

Knows built pages and their inline scripts, not what a script does. One policy serves all pages:
Material turns a page without loading a document, so the next one's scripts run under the first's.
"""

from __future__ import annotations

from pathlib import Path

from mkdocs.exceptions import PluginError
from selectolax.lexbor import LexborHTMLParser, create_tag

from sitebuild.assets import bundle, digest
from sitebuild.finish.scripts import smaller
from sitebuild.finish.site import BuiltSite

GUARD = Path(__file__).with_name("guard.js")

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",  # and the hashes
    "worker-src": "'self' blob:",  # the blob is the frame's around a program, which inherits this
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "img-src": "'self' data:",  # Material's icons are masks in its style sheets
    "style-src": "'self'",
    "style-src-attr": "'unsafe-inline'",  # Chromium sets some when a selection is typed over
    "base-uri": "'none'",
    "form-action": "'none'",
    "object-src": "'none'",
}
#: Where a page sets HTML; the search's worker, which loads its parts by their names, cannot be held
#: to it.
PAGES_ONLY = {
    "require-trusted-types-for": "'script'",
    "trusted-types": "default inert python",
}
DATA = ("application/json", "application/ld+json")  # scripts that are not run
#: What a meta element may not say.
HEADER_ONLY = {"frame-ancestors": "'none'"}


def hold(site: BuiltSite) -> dict[str, str]:
    """All pages to one policy; the header that says so as well."""
    (script,) = smaller([GUARD.read_text("utf8")]).values()
    guard = f"<script>{script}</script>"
    around = bundle.frame().read_text("utf8")
    trees = [LexborHTMLParser(guard), LexborHTMLParser(around), *(one.tree for one in site.pages)]
    hashes = sorted({found for tree in trees for found in hashes_of(tree)})
    for page in site.pages:
        first = page.tree.css_first("head > meta[charset]")
        if first is None or (first.prev and first.prev.is_element_node):
            raise PluginError(f"{page.path.name}: its charset is not first")
        meta = create_tag("meta")
        meta.attrs["http-equiv"] = "Content-Security-Policy"
        meta.attrs["content"] = policy(hashes, PAGES_ONLY)
        first.insert_after(LexborHTMLParser(guard).css("script")[0])
        first.insert_after(meta)
    return {"Content-Security-Policy": policy(hashes, HEADER_ONLY)}


def hashes_of(tree: LexborHTMLParser) -> list[str]:
    """Of each script that stands in a page and is run."""
    return [
        f"'{digest.integrity(script.text().encode())}'"
        for script in tree.css("script:not([src])")
        if str(script.attributes.get("type", "")) not in DATA
    ]


def policy(hashes: list[str], more: dict[str, str]) -> str:
    directives = DIRECTIVES | more
    directives["script-src"] = " ".join([DIRECTIVES["script-src"], *hashes])
    return "; ".join(f"{name} {value}" for name, value in directives.items())
