"""Runs the README's two commands on bare machines and prints what came of it; `make bare`.

Needs nothing that they install. Knows of the project only these commands and its address.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from tools.bare.machines import (
    CACHE,
    READERS,
    SYSTEMS,
    Machine,
    Reader,
    Unusable,
    checkout,
    debian,
    myself,
)

SERVED = {"": 'lang="zh', "en/": 'lang="en'}  # each language at its path
PORT = 8000
PATIENCE = 7200.0  # seconds for one command


@dataclass(frozen=True)
class Result:
    machine: str
    python: str
    user: str
    command: str
    result: str
    seconds: float
    good: bool

    def row(self) -> str:
        cells = (self.machine, self.python, self.user, self.command, self.result)
        return f"| {' | '.join(cells)} | {self.seconds:.0f} |"


HEAD = "| machine | Python | user | command | result | seconds |\n|---|---|---|---|---|---:|"


def end(running: subprocess.Popen[str]) -> None:
    """As Ctrl-C in a terminal: to all that the command started."""
    try:
        os.killpg(running.pid, signal.SIGINT)
        running.wait(timeout=30)
    except ProcessLookupError:
        running.wait()
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def answers() -> bool:
    """Whether both languages are served."""
    for path, sign in SERVED.items():
        try:
            with urlopen(f"http://127.0.0.1:{PORT}/{path}", timeout=60) as reply:
                if sign not in reply.read().decode("utf8"):
                    return False
        except OSError:
            return False
    return True


def serves(running: subprocess.Popen[str]) -> tuple[str, bool]:
    """Wait for the site to be served at the address that the README names."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        if running.poll() is not None:
            return f"ended with {running.returncode}", False
        if answers():
            return f"answers at 127.0.0.1:{PORT}", True
        time.sleep(0.5)
    return "does not answer", False


def last_line(log: Path) -> str:
    """The last that the command said, before make told that it failed."""
    lines = [line for line in log.read_text("utf8", "replace").splitlines() if line.strip()]
    told = [line for line in lines if not line.startswith("make")]
    return told[-1].strip("= ").replace("|", "/") if told else "printed nothing"


def is_free() -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", PORT)) != 0


def attempt(machine: Machine, who: Reader, target: str) -> Result:
    """One command of the README, from its first word to its last."""
    python = machine.says(["python3", "-c", "import platform as p; print(p.python_version())"], who)
    log = CACHE / f"{machine.name}-{who.name}-{target}.log"
    CACHE.mkdir(parents=True, exist_ok=True)
    if target == "serve" and not is_free():
        raise Unusable(f"something else is served at 127.0.0.1:{PORT}: end it first")
    began = time.monotonic()
    with log.open("w") as written:
        running = machine.start(["make", target], who, written.fileno())
        try:
            if target == "serve":
                result, good = serves(running)
            else:
                good = running.wait(timeout=PATIENCE) == 0
                result = last_line(log)
        except subprocess.TimeoutExpired:
            result, good = "did not end", False
        finally:
            seconds = time.monotonic() - began
            end(running)
    if not good and target == "serve":
        result += f": {last_line(log)}"
    return Result(machine.name, python, who.name, f"make {target}", result, seconds, good)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="make bare", description=__doc__)
    parser.add_argument("systems", nargs="*", metavar="SYSTEM", help=", ".join(SYSTEMS))
    parser.add_argument("--here", metavar="NAME", help="this machine is a bare one, of that name")
    parser.add_argument("--who", nargs="*", default=list(READERS), choices=[*READERS, "me"])
    parser.add_argument("--commands", nargs="*", default=["serve", "test"])
    options = parser.parse_args(arguments)
    if unknown := set(options.systems) - set(SYSTEMS):
        parser.error(f"there is no {unknown.pop()}: there are {', '.join(SYSTEMS)}")
    results = []
    print(HEAD, flush=True)
    try:
        for name in [options.here] if options.here else options.systems or SYSTEMS:
            machine = Machine(name) if options.here else debian(name)
            for reader in options.who:
                who = myself() if reader == "me" else READERS[reader]
                with checkout(machine, who):
                    for command in options.commands:
                        results.append(attempt(machine, who, command))
                        print(results[-1].row(), flush=True)
    except Unusable as fault:
        print(f"make bare: {fault}", file=sys.stderr)
        return 2
    return 0 if all(result.good for result in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
