"""Makes of the built site what it needs without a network: a release's name, a plan of what there
is to keep, and the service worker at its root. Knows files and addresses, not what they hold."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from selectolax.lexbor import LexborHTMLParser

from sitebuild.assets import bundle, digest
from sitebuild.languages import LANGUAGES
from sitebuild.serving import serving

MARKER = "<!-- offline -->"
RELEASE = "release-of-this-build"  # stands in each page until all pages are made
SIZE = "size-of-this-build"
LEFT_OUT = ("404.html", "sw.js", "offline.json", "_headers", "_headers.nginx")

_IMPORT = re.compile(r'(?:from|import)"\./([\w-]+\.js)"')


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    config.extra["release"] = "" if serving(config) else RELEASE
    config.theme.static_templates.add("manifest.webmanifest")
    return config


def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """A marker becomes the control that saves the site; a script shows it where it can work."""
    words = config.extra["strings"]["playground"]["offline"]
    label = html.escape(words["save"].format(size=SIZE))
    control = (
        f'<div class="offline"><button type="button" class="md-button" hidden>{label}</button>'
        '<p role="status"></p><progress max="1" value="0" hidden></progress></div>'
    )
    return content.replace(MARKER, control)


def leave(config: MkDocsConfig) -> None:
    """Under `mkdocs serve` nothing is kept: the worker of an earlier build removes itself."""
    gone = bundle.bundle() / "root" / "gone.js"
    Path(config.site_dir, "sw.js").write_bytes(gone.read_bytes())


def on_post_build(config: MkDocsConfig) -> None:
    site = Path(config.site_dir)
    scripts = bundle.bundle() / "root"
    shipped = sorted(path for path in site.rglob("*") if path.is_file() and _is_kept(path))
    # The map of the site holds the day of the build.
    release = digest.of_files((path for path in shipped if path.name != "sitemap.xml"), site)
    size = sum(path.stat().st_size for path in shipped)
    _fill_in(site, {RELEASE: release, SIZE: f"{size / 1e6:.0f}"})
    files = {_address(site, path): facts(path) for path in shipped}
    plan = {"release": release, **_groups(site, list(files)), "files": files}
    text = json.dumps(plan, separators=(",", ":"))
    (site / "offline.json").write_text(text, "utf8")
    known = f'const RELEASE="{release}",PLAN="{digest.integrity(text.encode())}";'
    (site / "sw.js").write_text(known + (scripts / "sw.js").read_text("utf8"), "utf8")


def facts(path: Path) -> tuple[int, str]:
    """The bytes to fetch, and the digest of what is kept of them."""
    return path.stat().st_size, digest.integrity(bundle.unpacked(path))


def _is_kept(path: Path) -> bool:
    return path.name not in LEFT_OUT and path.suffix not in {".map", ".gz"}


def _address(site: Path, path: Path) -> str:
    address = path.relative_to(site).as_posix()
    return address.removesuffix("index.html") if path.name == "index.html" else address


def _groups(site: Path, addresses: list[str]) -> dict[str, Any]:
    """See `Plan` in playground/web/offline/shelf.ts."""
    engine = re.compile(r"assets/(playground-\w+/|pyodide-|simthreads-)")
    assets = tuple(f"{language.folder}assets/" for language in LANGUAGES)
    return {
        "pages": [one for one in addresses if not one.startswith(assets)],
        "shell": {
            one.code: sorted(_shell(site.resolve(), site.resolve() / one.folder))
            for one in LANGUAGES
        },
        "playground": [one for one in addresses if engine.match(one)],
    }


def _shell(site: Path, folder: Path) -> Iterator[str]:
    """What a page of a language loads before its reader does anything."""
    page = LexborHTMLParser((folder / "index.html").read_bytes())
    wanted = "link[rel=stylesheet], link[rel=icon], script[src]"
    found = [
        folder / str(element.attributes.get("href") or element.attributes.get("src"))
        for element in page.css(wanted)
    ]
    main = next(path for path in found if path.name == "main.js")
    found += [main.parent / name for name in _IMPORT.findall(main.read_text("utf8"))]
    workers = folder / "assets" / "javascripts" / "workers"
    found += workers.glob("*.js")
    found += (folder / name for name in ("search/search_index.json", "sitemap.xml"))
    for path in found:
        if path.is_file():
            yield path.resolve().relative_to(site).as_posix()


def _fill_in(site: Path, values: dict[str, str]) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text("utf8")
        for gap, value in values.items():
            text = text.replace(gap, value)
        path.write_text(text, "utf8")
