"""Drives an installed Firefox by Marionette, which every Firefox speaks; knows no page and no test.

Playwright drives only a Firefox of its own making, which no package registry has.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("firefox", "firefox-esr")
OLDEST = 153  # of those that were tried, the first that suspends WebAssembly's stacks by itself
PATIENCE = 60  # seconds
_PREFERENCES = {
    "marionette.port": 0,  # a free one; it tells which in a file
    "browser.shell.checkDefaultBrowser": False,
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "browser.safebrowsing.update.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "services.settings.server": "data:,",
}


def find() -> Path | None:
    """$FIREFOX_PATH, or an installed one in which programs run: to an older one, as Debian 12 has
    it, the page says that it cannot."""
    if chosen := os.environ.get("FIREFOX_PATH"):
        return Path(chosen)
    found = filter(None, map(shutil.which, NAMES))
    return next((Path(one) for one in found if _version(one) >= OLDEST), None)


def _version(firefox: str) -> int:
    """The first number of it."""
    said = subprocess.run([firefox, "--version"], capture_output=True, text=True, check=False)
    number = re.search(r"\d+", said.stdout)
    return int(number[0]) if number else 0


class Firefox:
    """One tab of a running Firefox."""

    def __init__(self, connection: socket.socket) -> None:
        self._stream = connection.makefile("rwb")
        self._number = 0
        self._receive()  # its greeting
        self._ask("WebDriver:NewSession", {})
        self._ask("WebDriver:SetTimeouts", {"script": PATIENCE * 1000})

    def goto(self, url: str) -> None:
        self._ask("WebDriver:Navigate", {"url": url})

    def evaluate(self, function: str, argument: object = None) -> Any:
        """What an asynchronous function comes to in the page, as Playwright's does it."""
        script = """const [given, done] = arguments;
          const tell = (told) => done(JSON.stringify(told)); // an object may get lost on the way
          (async () => (%s)(given))().then((value) => tell([value]), (e) => tell(["", `${e}`]));"""
        asked = {"script": script % function, "args": [argument], "sandbox": None}
        value, *fault = json.loads(self._ask("WebDriver:ExecuteAsyncScript", asked)["value"])
        if fault:
            raise RuntimeError(fault[0])
        return value

    def _ask(self, command: str, given: dict[str, Any]) -> Any:
        self._number += 1
        text = json.dumps([0, self._number, command, given]).encode()
        self._stream.write(b"%d:%s" % (len(text), text))
        self._stream.flush()
        _, _, fault, answer = self._receive()
        if fault:
            raise RuntimeError(f"{command}: {fault['message']}")
        return answer

    def _receive(self) -> Any:
        length = b""
        while (one := self._stream.read(1)) != b":":
            if not one:
                raise RuntimeError("Firefox is gone")
            length += one
        return json.loads(self._stream.read(int(length)))


@contextmanager
def started(executable: Path, profile: Path) -> Iterator[Firefox]:
    """One that has only ever seen this profile, which is kept."""
    profile.mkdir(exist_ok=True)
    lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in _PREFERENCES.items()]
    (profile / "user.js").write_text("".join(lines), "utf8")
    told = profile / "MarionetteActivePort"
    told.unlink(missing_ok=True)
    command = [str(executable), "--headless", "--marionette", "--no-remote", "-profile"]
    running = subprocess.Popen(
        [*command, str(profile)],
        env={**os.environ, "HOME": str(profile)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with socket.create_connection(("127.0.0.1", _port(running, told)), PATIENCE) as connection:
            connection.settimeout(PATIENCE * 2)
            yield Firefox(connection)
    finally:
        running.terminate()
        running.wait()


def _port(running: subprocess.Popen[bytes], told: Path) -> int:
    began = time.monotonic()
    while running.poll() is None and time.monotonic() - began < PATIENCE:
        if told.is_file() and (text := told.read_text("utf8").strip()):
            return int(text)
        time.sleep(0.02)
    raise RuntimeError("Firefox does not start")
