"""The site's Content-Security-Policy: into each page, and into files of headers for a web server.

Knows built pages and their inline scripts, not what a script does. One policy serves all pages:
Material turns a page without loading a document, so the next one's scripts run under the first's.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from sitebuild.assets import bundle
from sitebuild.finish.scripts import smaller

SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_DATA = re.compile(r'\b(?:src=|type="?application/(?:ld\+)?json\b)')
_HEAD = '<meta charset="utf-8">'
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
#: What a meta element may not say.
HEADER_ONLY = {"frame-ancestors": "'none'"}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "midi=(), payment=(), serial=(), usb=()",
}


def on_post_build(config: MkDocsConfig) -> None:
    site = Path(config.site_dir)
    pages = {path: path.read_text("utf8") for path in sorted(site.rglob("*.html"))}
    guard = f"<script>{smaller(GUARD.read_bytes()).decode()}</script>"
    texts = (guard, bundle.frame().read_text("utf8"), *pages.values())
    hashes = sorted({found for text in texts for found in hashes_of(text)})
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(hashes, PAGES_ONLY)}">'
    for path, text in pages.items():
        if text.count(_HEAD) != 1:
            raise PluginError(f"{path.name}: no place for the policy: {_HEAD} is not there once")
        path.write_text(text.replace(_HEAD, _HEAD + meta + guard), "utf8")
    _write_headers(site, HEADERS | {"Content-Security-Policy": policy(hashes, HEADER_ONLY)})


def hashes_of(page: str) -> list[str]:
    """Of each script that stands in the page and is run."""
    return [
        f"'sha256-{base64.b64encode(hashlib.sha256(found['text'].encode()).digest()).decode()}'"
        for found in SCRIPT.finditer(page)
        if not _DATA.search(found["attributes"])
    ]


def policy(hashes: list[str], more: dict[str, str]) -> str:
    directives = DIRECTIVES | more
    directives["script-src"] = " ".join([DIRECTIVES["script-src"], *hashes])
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _write_headers(site: Path, headers: dict[str, str]) -> None:
    """As Cloudflare Pages and Netlify read them, and for nginx to include."""
    lines = [f"  {name}: {value}\n" for name, value in headers.items()]
    (site / "_headers").write_text("".join(["/*\n", *lines]), "utf8")
    lines = [f'add_header {name} "{value}" always;\n' for name, value in headers.items()]
    (site / "_headers.nginx").write_text("".join(lines), "utf8")
