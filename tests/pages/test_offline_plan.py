"""What the build says of itself: a release, a plan of what to keep, names that tell of content."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from sitebuild import plugin
from sitebuild.assets import packing
from sitebuild.finish import compress, offline
from sitebuild.finish.site import BuiltSite

IMMUTABLE = re.compile(r"(^|/)assets/.*[.-][0-9a-f]{8,}[./]")  # as in site_cache.ts
LEFT_OUT = {"404.html", "offline.json", "sw.js"}


@pytest.fixture(scope="module")
def plan(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "offline.json").read_text("utf8"))
    return found


def file_at(site: Path, address: str) -> Path:
    return site / address / "index.html" if address.endswith("/") or not address else site / address


def test_the_plan_names_each_file_once_with_its_size_and_digest(site, plan):
    files = {file_at(site, address): facts for address, facts in plan["files"].items()}
    pages = {path for path in site.rglob("*.html") if path.name not in LEFT_OUT}
    programs = set(site.rglob("programs/*/*.py"))
    assert pages | programs <= files.keys()
    for path, (size, kept) in files.items():
        content = path.read_bytes()
        assert len(content) == size, path
        plain = packing.unpacked(path)
        assert kept == f"sha256-{b64encode(sha256(plain).digest()).decode()}", path
    listed = [*plan["pages"], *plan["playground"], *plan["shell"]["zh"], *plan["shell"]["en"]]
    assert set(listed) <= plan["files"].keys()


def test_every_page_and_the_worker_are_of_one_release(site, plan):
    releases = {
        LexborHTMLParser(path.read_bytes()).css_first("meta[name=release]").attributes["content"]
        for path in site.rglob("*.html")
    }
    assert releases == {plan["release"]}
    worker = (site / "sw.js").read_text("utf8")
    listed = sha256((site / "offline.json").read_bytes()).digest()
    told = f'const RELEASE="{plan["release"]}",PLAN="sha256-{b64encode(listed).decode()}";'
    assert worker.startswith(told)
    assert not [path for path in site.rglob("*.html") if "of-this-build" in path.read_text("utf8")]


def test_what_a_page_loads_is_named_after_its_content(site, plan):
    loaded = {one for shell in plan["shell"].values() for one in shell} | set(plan["playground"])
    by_name = [one for one in loaded if not IMMUTABLE.search(one)]
    assert {Path(one).name for one in by_name} == {
        "favicon.svg",
        "search_index.json",
        "sitemap.xml",
    }


def copied(site: Path, folder: Path) -> SimpleNamespace:
    """As it stands before its release is known, and how it was configured."""
    for name in ("assets", "en/assets", "search", "en/search"):
        shutil.copytree(site / name, folder / name)
    for name in ("index.html", "en/index.html"):
        page = (site / name).read_text("utf8")
        mark = '<meta name="release" content="'
        text = re.sub(f'{mark}[^"]*', mark + offline.RELEASE, page)
        (folder / name).write_text(text, "utf8")
    theme = {"language": "zh"}
    return SimpleNamespace(theme=theme, site_dir=folder, site_url="", dev_addr="127.0.0.1:8000")


def release_of(config: Any) -> str:
    offline.ship(BuiltSite(config.site_dir))
    return str(json.loads((config.site_dir / "offline.json").read_text("utf8"))["release"])


def test_a_release_is_named_after_all_that_it_ships(site, tmp_path):
    first = release_of(copied(site, tmp_path / "one"))
    assert release_of(copied(site, tmp_path / "two")) == first
    changed = copied(site, tmp_path / "three")
    with (tmp_path / "three" / "assets" / "favicon.svg").open("a") as file:
        file.write(" ")
    assert release_of(changed) != first


def test_serve_has_no_worker_but_one_that_removes_itself(site, tmp_path):
    config = copied(site, tmp_path / "site")
    config.site_url = "http://127.0.0.1:8000/"
    plugin.finish(config)
    assert "unregister" in (tmp_path / "site" / "sw.js").read_text("utf8")
    assert not (tmp_path / "site" / "offline.json").exists()


def test_what_is_compressed_ahead_of_time_is_the_same_when_unpacked(tmp_path):
    text = "the same words again and again\n" * 100
    (tmp_path / "index.html").write_text(text, "utf8")
    (tmp_path / "small.js").write_text("1", "utf8")
    (tmp_path / "engine.zstd").write_bytes(gzip.compress(text.encode()))
    told = compress.compress(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        "index.html",
        "index.html.gz",
        "index.html.br",
        "small.js",
        "engine.zstd",
    }
    assert gzip.decompress((tmp_path / "index.html.gz").read_bytes()).decode() == text
    assert told["plain"] == len(text) > told["gz"] > 0
