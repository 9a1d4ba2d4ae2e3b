"""Python "3.11 or later" is meant from 3.11.0 on. What is newer than 3.11, mypy knows; what came
with a patch release of it, nothing does, so it stands here: from the standard library's
documentation, and from comparing the modules of 3.11.2 and 3.11.7."""

import ast
import re
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from playground import catalogue
from tests.every import every

OLDEST = "3.11.0"
PARTS = ("", "playground", "sitebuild", "snippets", "tests", "tools")
ARGUMENTS = {
    "extract": "filter",  # tarfile, 3.11.4
    "extractall": "filter",
    "unpack_archive": "filter",  # shutil, 3.11.4
    "getaddresses": "strict",  # email.utils, 3.11.10
    "parseaddr": "strict",
}
NAMES = {
    *("data_filter", "tar_filter", "fully_trusted_filter", "extraction_filter"),  # tarfile, 3.11.4
    *("FilterError", "AbsolutePathError", "AbsoluteLinkError", "SpecialFileError"),
    *("OutsideDestinationError", "LinkOutsideDestinationError", "LinkFallbackError"),
    *("pickle_by_global_name", "pickle_by_enum_name"),  # enum, 3.11.5
    *("SetReparseDeferralEnabled", "GetReparseDeferralEnabled"),  # pyexpat, 3.11.9
    "ENOTCAPABLE",  # errno, 3.11.1
}


def newer(source: str) -> list[str]:
    """What of a program Python 3.11.0 has not."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name), keywords=given):
                asked = ARGUMENTS.get(name)
                found += [f"{name}({asked}=)" for one in given if asked and one.arg == asked]
            case ast.Attribute(attr=name) | ast.alias(name=name) if name in NAMES:
                found.append(name)
    return found


def programs() -> list[Path]:
    root = catalogue.ROOT
    return [
        path
        for part in PARTS
        for path in ((root / part).rglob("*.py") if part else root.glob("*.py"))
    ]


def test_what_is_newer_is_seen():
    program = """
from tarfile import data_filter
archive.extractall(place, filter="data")
shutil.unpack_archive(name, filter="data")
tarfile.TarFile.extraction_filter = None
errors = sorted(found, filter=None)
"""
    assert sorted(newer(program)) == [
        "data_filter",
        "extractall(filter=)",
        "extraction_filter",
        "unpack_archive(filter=)",
    ]


def test_no_program_of_ours_needs_a_patch_release():
    found = {
        str(path.relative_to(catalogue.ROOT)): names
        for path in programs()
        if (names := newer(path.read_text("utf8")))
    }
    assert not found


def pinned() -> list[Requirement]:
    lines = (catalogue.ROOT / "requirements.txt").read_text("utf8").splitlines()
    return [Requirement(line.rstrip(" \\")) for line in lines if re.match(r"\w\S*==", line)]


@every("requirement", pinned(), str)
def test_no_pinned_package_needs_a_patch_release(requirement):
    """Where another version is pinned for old Pythons, the machine that has one installs that."""
    marker = requirement.marker
    environment = {"python_full_version": OLDEST, "python_version": "3.11"}
    if marker and not marker.evaluate(environment):
        return
    if marker and not marker.evaluate():
        return
    needed = SpecifierSet(metadata.metadata(requirement.name).get("Requires-Python", ""))
    assert needed.contains(OLDEST), needed
