"""Says what a reader sees differ between two builds: `python -m tools.compare_sites ONE OTHER`.

Pages are parsed, their attributes sorted, and names made of content replaced; so is all else that
is made of such names. Ends with 1 where anything differs. Knows no page of ours.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

# What is made of content: (what it looks like, what stands for it).
DIGESTS = [
    (r"(assets/playground-)\w{12}", r"\1X"),
    (r"(simthreads-|pyodide-[\d.]+-)\w{12}", r"\1X"),
    (r"\.[0-9a-f]{12}(\.(?:min\.)?(?:js|css))", r".X\1"),
    (r"\b(?:chunk|\w+)-[A-Z0-9]{8}(\.js)", r"X\1"),
    (r"sha256-[\w+/]{43}=", "sha256-X"),
    (r"'sha256-X'(?: 'sha256-X')*", "'sha256-X'"),  # sorted, as they were, by what they are
]
READ = {".json", ".txt", ".webmanifest", ".xml", ".css", ".py", ".svg", ".nginx", ""}
BY_CONTENT = {
    "sbom.cdx.json": r'"[0-9a-f]{64}"',
    "sitemap.xml": r"<lastmod>.*?</lastmod>",
    "sw.js": r'RELEASE="\w+"|PLAN="[^"]+"',
}


def plain(text: str) -> str:
    for look, stand_in in DIGESTS:
        text = re.sub(look, stand_in, text)
    return text


def parts(node: LexborNode, exact: bool = False) -> Iterator[str]:
    """Tags with sorted attributes, and texts; blanks count where a reader sees them."""
    if node.tag == "-text":
        text = node.text_content or ""
        yield plain(text if exact else re.sub(r"\s+", " ", text))
    elif not str(node.tag).startswith("-"):
        told = {name: plain(value or "") for name, value in node.attributes.items()}
        if told.get("name") == "release":
            told["content"] = "X"
        yield f"<{node.tag} {sorted(told.items())}>"
        for child in node.iter(include_text=True):
            yield from parts(child, exact or node.tag in ("pre", "script", "textarea"))
        yield f"</{node.tag}>"


def read(path: Path) -> Any:
    """What of a file counts."""
    if path.suffix == ".html":
        root = LexborHTMLParser(path.read_bytes()).root
        assert root is not None
        return [part for part in parts(root) if part.strip()]
    if path.name == "offline.json":
        plan = json.loads(plain(path.read_text("utf8")))
        return sorted(plan["files"]), {key: sorted(plan[key]) for key in ("pages", "playground")}
    if path.suffix in READ or path.name in BY_CONTENT:
        text = re.sub(BY_CONTENT.get(path.name, "(?!)"), "X", path.read_text("utf8"))
        return plain(text).splitlines()
    if path.suffix == ".js":
        return plain(path.read_text("utf8")).split(";")
    return path.read_bytes()


def difference(one: list[Path], other: list[Path]) -> str:
    """The first of files of one name, in a line; nothing if there is none."""
    here, there = (sorted(map(read, paths), key=repr) for paths in (one, other))
    if here == there:
        return ""
    if len(here) != len(there):
        return f"{len(here)} became {len(there)}"
    mine, theirs = next((a, b) for a, b in zip(here, there, strict=True) if a != b)
    if not isinstance(mine, list):
        return "other content"
    pairs = zip_longest(mine, theirs, fillvalue="")
    before, after = next((a, b) for a, b in pairs if a != b)
    return f"{before[:300]!r} became {after[:300]!r}"


def named(site: Path) -> dict[str, list[Path]]:
    """Files by their names, as far as those are not made of content."""
    found: dict[str, list[Path]] = {}
    for path in filter(whole, site.rglob("*")):
        found.setdefault(plain(path.relative_to(site).as_posix()), []).append(path)
    return found


def compare(one: Path, other: Path) -> list[str]:
    here, there = named(one), named(other)
    found = [f"{name} is only in {one}" for name in sorted(here.keys() - there.keys())]
    found += [f"{name} is only in {other}" for name in sorted(there.keys() - here.keys())]
    for name in sorted(here.keys() & there.keys()):
        if told := difference(here[name], there[name]):
            found.append(f"{name}: {told}")
    return found


def whole(path: Path) -> bool:
    """A packed map of the site holds the time of its making."""
    return path.is_file() and path.name != "sitemap.xml.gz"


def main() -> int:
    if len(sys.argv) != 3 or not all(Path(name, "index.html").is_file() for name in sys.argv[1:]):
        print("compare_sites: name the folders of two built sites", file=sys.stderr)
        return 2
    one, other = map(Path, sys.argv[1:])
    found = compare(one, other)
    print("\n".join(found) if found else f"{len(list(one.rglob('*.html')))} pages: no difference")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
