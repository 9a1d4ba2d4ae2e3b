"""Compresses a built site ahead of time, for a host that sends what lies ready: `python -m
sitebuild.finish.compress SITE`. GitHub Pages compresses by itself, and ignores these files.

Knows files, not what they hold. What the page unpacks itself (.zstd) is left alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from playground import node

SMALLEST = 1024  # bytes; below, the headers weigh more
KINDS = {".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".webmanifest", ".xml"}


def worth_it(site: Path, kinds: set[str]) -> list[Path]:
    found = (path for path in site.rglob("*") if path.suffix in kinds and path.is_file())
    return sorted(path for path in found if path.stat().st_size >= SMALLEST)


def compress(site: Path, kinds: set[str] = KINDS) -> dict[str, int]:
    """Bytes in all, and bytes saved by each way."""
    done = subprocess.run(
        [node.find_node(), str(Path(__file__).with_suffix(".mjs"))],
        input="\n".join(map(str, worth_it(site, kinds))),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    told: dict[str, int] = json.loads(done.stdout)
    return told


def main() -> int:
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "index.html").is_file():
        print("compress: name the folder of a built site", file=sys.stderr)
        return 2
    told = compress(Path(sys.argv[1]))
    for ending in ("gz", "br"):
        left = told["plain"] - told[ending]
        print(f".{ending}: {told['plain'] / 1e6:.1f} MB become {left / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
