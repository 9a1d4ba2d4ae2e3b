"""The bill of materials is of what the site really ships: each file, each package, each licence."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import material
import pytest
import yaml
from cyclonedx.model.bom import Bom
from mkdocs.exceptions import PluginError

from playground.catalogue import ROOT
from playground.node import Engine
from sitebuild.finish import sbom

TABLE = yaml.safe_load(sbom.TABLE.read_text("utf8"))
SCRIPTS = [
    *(ROOT / "playground" / "web").rglob("*.ts"),
    *(ROOT / "playground" / "protocol").rglob("*.ts"),
]
VERSIONS = """
import sys, zlib, pyexpat, _decimal, sqlite3, compression.zstd as zstd
print(sys.version.split()[0], zlib.ZLIB_RUNTIME_VERSION, pyexpat.EXPAT_VERSION[6:])
print(_decimal.__libmpdec_version__, sqlite3.sqlite_version, zstd.zstd_version)
"""


@pytest.fixture(scope="module")
def bill(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "sbom.cdx.json").read_text("utf8"))
    return found


def components(of: dict[str, Any]) -> list[dict[str, Any]]:
    below = of.get("components", [])
    return [part for one in below for part in (one, *components(one))]


def test_it_is_cyclonedx_and_each_component_says_what_it_is(bill: dict[str, Any]) -> None:
    read: Bom = Bom.from_json(bill)  # type: ignore[attr-defined]  # a decorator adds it
    assert len(read.components) == len(bill["components"])
    for one in components(bill):
        assert one["type"] == "file" or one["licenses"], one["name"]


def test_every_file_of_the_site_is_in_it_or_made_here(site: Path, bill: dict[str, Any]) -> None:
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    parts = [*components(bill), *components(bill["metadata"]["component"])]
    listed = {one["name"]: one["hashes"][0]["content"] for one in parts if one["type"] == "file"}
    own = set(sbom.matching(site, TABLE["own"]))
    assert not own & listed.keys()
    assert own | listed.keys() == files
    for name, digest in listed.items():
        assert hashlib.sha256((site / name).read_bytes()).hexdigest() == digest, name


def test_the_packages_are_those_that_the_playground_imports(bill: dict[str, Any]) -> None:
    locked = json.loads((ROOT / "package-lock.json").read_text("utf8"))["packages"]
    code = "".join(path.read_text("utf8") for path in SCRIPTS if path.stem != "generate")
    direct = set(re.findall(r'^import (?!type).*from "((?:@[\w-]+/)?[a-z][\w-]*)[/"]', code, re.M))
    direct = {name for name in direct if not name.startswith("strings-")}
    reached, todo = set(), [*direct]
    while todo:
        name = todo.pop()
        if name not in reached:
            reached.add(name)
            todo += locked[f"node_modules/{name}"].get("dependencies", {})
    found = {one["name"]: one for one in bill["components"] if one["purl"].startswith("pkg:npm/")}
    found.pop("pyodide")
    assert direct <= found.keys() <= reached
    for name, one in found.items():
        assert one["version"] == locked[f"node_modules/{name}"]["version"]


def test_what_material_brings_is_what_its_source_maps_name() -> None:
    named = set()
    for path in (Path(material.__file__).parent / "templates" / "assets").rglob("*.map"):
        sources = json.loads(path.read_text("utf8"))["sources"]
        named |= set(re.findall(r"node_modules/((?:@[^/]+/)?[^/]+)/", "\n".join(sources)))
    unmapped = {"lunr-languages", "material-design-icons"}
    assert named | unmapped == TABLE["material"]["parts"].keys()


def test_python_and_what_is_in_it_are_of_the_versions_that_it_says(engine: Engine) -> None:
    parts = TABLE["pyodide"]["parts"]
    names = ("cpython", "zlib", "expat", "mpdecimal", "sqlite", "zstd")
    printed = [piece["text"] for piece in engine.run(VERSIONS)["output"]]
    assert "".join(printed).split() == [str(parts[name]["version"]) for name in names]
    lock = json.loads((ROOT / "node_modules/pyodide/pyodide-lock.json").read_text("utf8"))
    platform = f"emscripten_{parts['emscripten']['version']}".replace(".", "_")
    assert lock["info"]["platform"] == platform


def test_a_licence_that_nobody_has_allowed_fails_the_build(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = sbom.TABLE.read_text("utf8").replace(
        "libffi: {licence: MIT}", "libffi: {licence: GPL-3.0-only}"
    )
    (tmp_path / "shipped.yml").write_text(text, "utf8")
    monkeypatch.setattr(sbom, "TABLE", tmp_path / "shipped.yml")
    with pytest.raises(PluginError, match=r"libffi is under GPL-3\.0-only"):
        sbom.bill(site)


def test_the_notices_name_each_package_and_part_with_its_terms(site: Path, bill: Any) -> None:
    text = (site / "notices.txt").read_text("utf8")
    assert text.startswith("This site\n\nMIT License")
    packages = [one for one in bill["components"] if one["purl"].startswith("pkg:")]
    for one in packages:
        assert f"\n{one['name']} {one['version']}" in text, one["name"]
    parts = [one for of in packages for one in components(of) if one["type"] != "file"]
    for one in parts:
        assert f"\n{one['name']}" in text, one["name"]
    assert text.count("Permission is hereby granted, free of charge") > 5
