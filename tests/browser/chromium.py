"""Finds a browser to test in, so that nobody has to install one; knows no page and no test.

In this order: $CHROME_PATH; the one inside an npm package, which is the same everywhere and, having
no windows, costs half of what a desktop's does; an installed one; Playwright's own.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser.driver import NODE

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache"
PACKAGED = ROOT / "node_modules" / "@sparticuz" / "chromium"

_ON_PATH = (
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "chromium",
    "chromium-browser",
    "microsoft-edge-stable",
    "microsoft-edge",
)
_ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_UNPACK = Path(__file__).with_name("unpack.js")
# The fonts beside this file and no others: a page is laid out alike on every machine, and a machine
# that has none installed gives its text a width too.
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
</fontconfig>
"""


class NoBrowser(Exception):
    """No browser was found; the message is the one thing to do."""


@dataclass(frozen=True)
class Browser:
    """An executable, and what its environment needs beyond ours."""

    executable: Path
    environment: dict[str, str] = field(default_factory=dict)


def is_packaged() -> bool:
    """Whether an npm package has a browser for this kind of machine."""
    return sys.platform == "linux" and platform.machine() == "x86_64"


def find(playwrights_own: str) -> Browser:
    """The first browser that is there. `playwrights_own` is where Playwright would put its one."""
    chosen = os.environ.get("CHROME_PATH")
    if chosen:
        if not Path(chosen).is_file():
            raise NoBrowser(f"CHROME_PATH names no file: {chosen}")
        return Browser(Path(chosen))
    if is_packaged():
        if not PACKAGED.is_dir():
            raise NoBrowser("the browser tests need node_modules: make setup")
        return _packaged()
    installed = [found for name in _ON_PATH if (found := shutil.which(name))]
    for place in (*installed, *_ELSEWHERE, playwrights_own):
        if Path(place).is_file():
            return Browser(Path(place))
    raise NoBrowser(
        f"the browser tests need Chrome: {sys.executable} -m playwright install chromium"
    )


def _packaged() -> Browser:
    """The browser of @sparticuz/chromium, its libraries and fonts, unpacked once into .cache."""
    version = json.loads((PACKAGED / "package.json").read_text("utf8"))["version"]
    how = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]  # to unpack it
    home = CACHE / f"chromium-{version}-{how}"
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "chromium.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # pytest-xdist: one worker unpacks, the others wait
        if not home.is_dir():
            with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
                _unpack_into(Path(scratch))
                Path(scratch, "new").rename(home)
    libraries = str(home / "lib")
    inherited = os.environ.get("LD_LIBRARY_PATH")
    path = f"{libraries}{os.pathsep}{inherited}" if inherited else libraries
    fonts = str(home / "fonts.conf")
    return Browser(home / "chromium", {"LD_LIBRARY_PATH": path, "FONTCONFIG_FILE": fonts})


def _unpack_into(scratch: Path) -> None:
    new = scratch / "new"
    new.mkdir()
    _decompress(PACKAGED / "bin" / "chromium.br", new / "chromium")
    (new / "chromium").chmod(0o755)
    for name in ("al2023", "fonts"):
        _decompress(PACKAGED / "bin" / f"{name}.tar.br", scratch / f"{name}.tar")
        with tarfile.open(scratch / f"{name}.tar") as archive:
            files_of(archive, new)
    (new / "fonts.conf").write_text(_FONTS, "utf8")


def files_of(archive: tarfile.TarFile, into: Path) -> None:
    """Write an archive's plain files. `extractall(filter=...)` came with Python 3.11.4."""
    for member in archive:
        content = archive.extractfile(member) if member.isreg() else None
        if content is not None:
            target = into / member.name
            target.parent.mkdir(parents=True, exist_ok=True)
            with content, target.open("wb") as file:
                shutil.copyfileobj(content, file)


def _decompress(packed: Path, plain: Path) -> None:
    subprocess.run([str(NODE), str(_UNPACK), str(packed), str(plain)], check=True)
