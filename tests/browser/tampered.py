"""The site with other content in some files, whose digests are told anew wherever they stand: as if
it had been built so. Knows digests, not what a file is for."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from sitebuild.assets import digest
from sitebuild.finish import offline

_TEXT = {".html", ".js", ".json"}


def tampered(site: Path, copy: Path, changes: Mapping[str, Callable[[str], str]]) -> Path:
    """A copy of `site`, in which each pattern's files hold what its function makes of them."""
    shutil.copytree(site, copy, copy_function=os.link)
    texts = {path: path.read_bytes().decode() for path in copy.rglob("*") if path.suffix in _TEXT}
    changed = dict(texts)
    for pattern, change in changes.items():
        found = list(copy.glob(pattern))
        assert found, pattern
        changed |= {path: change(texts[path]) for path in found}
    known = {path: digest.integrity(text.encode()) for path, text in texts.items()}
    while moved := {
        known[path]: now
        for path, text in changed.items()
        if (now := digest.integrity(text.encode())) != known[path]
    }:
        known |= {path: moved.get(of, of) for path, of in known.items()}
        for old, new in moved.items():
            changed = {path: text.replace(old, new) for path, text in changed.items()}
    for path, text in changed.items():
        if text != texts[path]:
            path.unlink()  # a link to the file of the site itself
            path.write_bytes(text.encode())
    return copy


def relist(copy: Path, keep: Callable[[str], object] = bool) -> None:
    """Have the list of what is kept, and the service worker, know what the files hold now."""
    where, worker = copy / "offline.json", copy / "sw.js"
    plan = json.loads(where.read_text("utf8"))
    files = {
        address: copy / address / "index.html"
        if address.endswith("/") or not address
        else copy / address
        for address in plan["files"]
    }
    plan["files"] = {
        address: offline.facts(file)
        for address, file in files.items()
        if file.is_file() and (keep(address) or not address)
    }
    plan["pages"] = [address for address in plan["pages"] if address in plan["files"]]
    text = json.dumps(plan)
    told = f'PLAN="{digest.integrity(text.encode())}"'
    script = re.sub('PLAN="[^"]*"', told, worker.read_text("utf8"), count=1)
    for path, content in ((where, text), (worker, script)):
        path.unlink()  # a link to the file of the site itself
        path.write_text(content, "utf8")
