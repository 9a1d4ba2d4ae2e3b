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

from sitebuild.assets import bundle, digest, packing
from sitebuild.finish.site import BuiltPage, BuiltSite
from sitebuild.languages import LANGUAGES
from sitebuild.serving import serving
from sitebuild.theme.classes import BUTTON

MARKER = "<!-- offline -->"
RELEASE = "release-of-this-build"  # stands in each page until all pages are made
SIZE = "size-of-this-build"
LEFT_OUT = ("404.html", "sw.js", "offline.json")

_IMPORT = re.compile(r'(?:from|import)"\./([\w-]+\.js)"')


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    config.extra["release"] = "" if serving(config) else RELEASE
    config.theme.static_templates.add("manifest.webmanifest")
    return config


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """A marker becomes the control that saves the site; a script shows it where it can work."""
    words = config.extra["strings"]["playground"]["offline"]
    label = html.escape(words["save"].format(size=SIZE))
    control = (
        f'<div class="offline"><button type="button" class="{BUTTON}" hidden>{label}</button>'
        '<p role="status"></p><progress max="1" value="0" hidden></progress></div>'
    )
    return markdown.replace(MARKER, control)


def leave(folder: Path) -> None:
    """Under `mkdocs serve` nothing is kept: the worker of an earlier build removes itself."""
    replacement = bundle.bundle() / "root" / "unregister.js"
    (folder / "sw.js").write_bytes(replacement.read_bytes())


def ship(site: BuiltSite) -> None:
    """Writes the pages, which hold from now on what release they are of, and all that is told of
    it. What is made later is neither kept nor part of the release."""
    here = site.folder
    texts = {page.path: page.text() for page in site.pages}
    shipped = sorted(path for path in here.rglob("*") if path.is_file() and _is_kept(path))
    contents = {path: _content(path, texts) for path in shipped}
    # The map of the site holds the day of the build.
    release = digest.of_contents(
        {path.relative_to(here): of for path, of in contents.items() if path.name != "sitemap.xml"}
    )
    size = sum(map(len, contents.values()))
    for path, text in texts.items():
        filled = text.replace(RELEASE, release).replace(SIZE, f"{size / 1e6:.0f}")
        path.write_text(filled, "utf8")
    files = {_address(here, path): facts(path) for path in shipped}
    plan = {"release": release, **_groups(site, list(files)), "files": files}
    text = json.dumps(plan, separators=(",", ":"))
    (here / "offline.json").write_text(text, "utf8")
    known = f'const RELEASE="{release}",PLAN="{digest.integrity(text.encode())}";'
    worker = (bundle.bundle() / "root" / "sw.js").read_text("utf8")
    (here / "sw.js").write_text(known + worker, "utf8")


def _content(path: Path, texts: dict[Path, str]) -> bytes:
    return texts[path].encode() if path in texts else path.read_bytes()


def facts(path: Path) -> tuple[int, str]:
    """The bytes to fetch, and the digest of what is kept of them."""
    return path.stat().st_size, digest.integrity(packing.unpacked(path))


def _is_kept(path: Path) -> bool:
    return path.name not in LEFT_OUT and path.suffix not in {".map", ".gz"}


def _address(site: Path, path: Path) -> str:
    address = path.relative_to(site).as_posix()
    return address.removesuffix("index.html") if path.name == "index.html" else address


def _groups(site: BuiltSite, addresses: list[str]) -> dict[str, Any]:
    """See `Plan` in playground/web/offline/site_cache.ts."""
    engine = re.compile(r"assets/(playground-\w+/|pyodide-|simthreads-)")
    assets = tuple(f"{language.folder}assets/" for language in LANGUAGES)
    homes = {page.path.parent: page for page in site.pages if page.path.name == "index.html"}
    return {
        "pages": [one for one in addresses if not one.startswith(assets)],
        "shell": {
            one.code: sorted(_shell(site.folder, homes[(site.folder / one.folder).resolve()]))
            for one in LANGUAGES
        },
        "playground": [one for one in addresses if engine.match(one)],
    }


def _shell(site: Path, home: BuiltPage) -> Iterator[str]:
    """What a page of a language loads before its reader does anything."""
    folder = home.path.parent
    wanted = "link[rel=stylesheet], link[rel=icon], script[src]"
    found = [
        folder / str(element.attributes.get("href") or element.attributes.get("src"))
        for element in home.tree.css(wanted)
    ]
    main = next(path for path in found if path.name == "main.js")
    found += [main.parent / name for name in _IMPORT.findall(main.read_text("utf8"))]
    workers = folder / "assets" / "javascripts" / "workers"
    found += workers.glob("*.js")
    found += (folder / name for name in ("search/search_index.json", "sitemap.xml"))
    for path in found:
        if path.is_file():
            yield path.resolve().relative_to(site).as_posix()
