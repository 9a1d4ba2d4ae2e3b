"""Writes what the site ships that others have made as a CycloneDX bill of materials, sbom.cdx.json,
and under which terms they let us, notices.txt.

Knows packages, licences and files; nothing of what a file does. Leaves out what the search of no
language of ours needs.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from playground.catalogue import ROOT, read_yaml
from sitebuild import languages
from sitebuild.assets import bundle
from sitebuild.assets.engine import MODULES

TABLE = Path(__file__).with_name("shipped.yml")
NAME = "python-threads-tutorial"
_LICENCE = re.compile(r"(?i)(licen[cs]e|copying|notice)(\.|$)")
_LUNR = "assets/javascripts/lunr/"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Material brings the words of thirty languages, under licences of their own."""
    search: Any = config.plugins["material/search"]
    theirs = {Path(one.src_uri).name: one for one in files if one.src_uri.startswith(_LUNR)}
    needed = {f"lunr.{language}.min.js" for language in search.config.lang} & theirs.keys()
    if needed:  # lunr knows English by itself
        needed.add("lunr.stemmer.support.min.js")
    for name in theirs.keys() - needed:
        files.remove(theirs[name])
    return files


def write(site: Path) -> None:
    (site / "sbom.cdx.json").write_text(bill(site), "utf8")
    (site / "notices.txt").write_text(notices(), "utf8")


def bill(site: Path) -> str:
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.output.json import JsonV1Dot6

    table: dict[str, Any] = read_yaml(TABLE)
    parts = [_npm("pyodide"), _pypi("mkdocs-material"), *map(_npm, bundle.packages())]
    for whole, of in ((parts[0], table["pyodide"]), (parts[1], table["material"])):
        inside = [_component(name, **facts) for name, facts in of["parts"].items()]
        whole.components = [*inside, *_files(site, of["files"])]
    bom = Bom(components=parts)
    bom.metadata.component = Component(name=NAME, type=ComponentType.APPLICATION, bom_ref=NAME)
    bom.register_dependency(bom.metadata.component, parts)
    bom.metadata.component.components = _files(site, table["playground"]["files"])
    _check(bom.components, table["licences"])
    bom.metadata.timestamp = datetime.fromtimestamp(0, UTC)  # the same site, the same bill
    bom.serial_number = uuid5(NAMESPACE_URL, repr(sorted(str(one.purl) for one in parts)))
    return str(JsonV1Dot6(bom).output_as_string(indent=1)) + "\n"


def notices() -> str:
    """Our own licence, and that of each package whose code is sent to readers: its own words, where
    it brings some. What is inside a package is named with the text that its licence has by name."""
    table: dict[str, Any] = read_yaml(TABLE)
    found = [f"This site\n\n{(ROOT / 'LICENSE').read_text('utf8')}"]
    for name in ("pyodide", *bundle.packages()):
        facts = json.loads((MODULES / name / "package.json").read_text("utf8"))
        texts = sorted(path for path in (MODULES / name).iterdir() if _LICENCE.match(path.name))
        told = [path.read_text("utf8") for path in texts] or [_by_name(facts["license"])]
        found.append("\n\n".join([f"{name} {facts['version']}: {facts['license']}", *told]))
    facts = metadata.metadata("mkdocs-material")
    files = metadata.files("mkdocs-material") or []
    told = [path.read_text("utf8") for path in files if _LICENCE.match(path.name)]
    found.append("\n\n".join([f"mkdocs-material {facts['Version']}", *told]))
    for whole in ("pyodide", "material"):
        lines = [
            f"{part}{' ' + of['version'] if 'version' in of else ''}: {_by_name(of['licence'])}"
            for part, of in table[whole]["parts"].items()
        ]
        found.append("\n".join([f"Inside {whole}", "", *lines]))
    return f"\n\n{'-' * 78}\n\n".join(text.strip() for text in found) + "\n"


def _by_name(licence: str) -> str:
    return f"{licence}, https://spdx.org/licenses/{licence}.html"


def _component(
    name: str, licence: str, version: str | None = None, kind: str = "generic", cpe: str = ""
) -> Any:
    from cyclonedx.contrib.license.factories import LicenseFactory
    from cyclonedx.model.component import Component
    from packageurl import PackageURL

    space, _, bare = name.rpartition("/")
    return Component(
        name=name,
        version=version,
        licenses=[LicenseFactory().make_from_string(licence)],
        purl=PackageURL(kind, space or None, bare, version),
        cpe=cpe_name(cpe, str(version)) if cpe else None,
        bom_ref=f"{kind}:{name}",
    )


def cpe_name(product: str, version: str) -> str:
    """As databases of vulnerabilities name it."""
    return f"cpe:2.3:a:{product}:{version}:*:*:*:*:*:*:*"


def _npm(name: str) -> Any:
    facts = json.loads((MODULES / name / "package.json").read_text("utf8"))
    return _component(name, facts["license"], facts["version"], "npm")


def _pypi(name: str) -> Any:
    facts = metadata.metadata(name)
    licence = facts["License-Expression" if "License-Expression" in facts else "License"]
    return _component(name, licence, facts["Version"], "pypi")


def _files(site: Path, patterns: list[str]) -> list[Any]:
    from cyclonedx.model import HashAlgorithm, HashType
    from cyclonedx.model.component import Component, ComponentType

    return [
        Component(
            name=name,
            type=ComponentType.FILE,
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=_digest(site / name))],
            bom_ref=f"file:{name}",
        )
        for name in matching(site, patterns)
    ]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def matching(site: Path, patterns: list[str]) -> list[str]:
    """Files of the site, in all languages."""
    return sorted(
        {
            path.relative_to(site).as_posix()
            for folder in languages.folders(site)
            for pattern in patterns
            for path in folder.glob(pattern)
            if path.is_file()
        }
    )


def _check(components: Any, allowed: list[str]) -> None:
    """No licence comes in unnoticed."""
    for one in components:
        for licence in one.licenses:
            name = getattr(licence, "id", None) or getattr(licence, "name", None) or licence.value
            if name not in allowed:
                raise PluginError(f"{one.name} is under {name}: is that wanted? See {TABLE.name}")
        _check(one.components, allowed)
