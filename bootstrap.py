"""Sets up .venv and node_modules: all that serve and test need. `make setup` runs it.

Runs on any Python, so that one that is too old is told so: no newer syntax in this file.
"""

import hashlib
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
BIN = os.path.join(VENV, "bin")
LOG = os.path.join(ROOT, ".cache", "setup.log")
OLDEST = (3, 11)


def fail(what):
    sys.stderr.write("setup: %s\n" % what)
    sys.exit(1)


def run(step, command):
    """Run one step; what it prints goes to the log, and its failure becomes one line."""
    print("setup: " + step)
    sys.stdout.flush()
    with open(LOG, "a") as log:
        try:
            code = subprocess.call(command, cwd=ROOT, stdout=log, stderr=log)
        except OSError as error:
            log.write("%s\n" % error)
            code = 1
    if code:
        fail(reason(step))


def reason(step):
    with open(LOG) as log:
        text = log.read().lower()
    where = "(the whole story: %s)" % os.path.relpath(LOG, ROOT)
    if "ensurepip" in text and "venv" in step:
        return "this Python has no venv: install it (on Debian: apt install python3-venv) " + where
    signs = ("resolution", "connection", "enotfound", "econnrefused", "eai_again", "network")
    if any(sign in text for sign in signs):
        return "no network, or the package index is out of reach: connect and run it again " + where
    return "%s failed %s" % (step, where)


def stamp(*names):
    digest = hashlib.sha256(sys.version.encode())
    for name in names:
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def once(mark, names, steps):
    """Run steps unless they ran for these very files and this Python."""
    path = os.path.join(ROOT, mark)
    now = stamp(*names)
    if os.path.isfile(path):
        with open(path) as file:
            if file.read() == now:
                return
    for step, command in steps:
        run(step, command)
    with open(path, "w") as file:
        file.write(now)


def main():
    have = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info < OLDEST:
        fail(
            "Python 3.11 or later is needed, %s is %s: try make PYTHON=python3.13 ..."
            % (sys.executable, have)
        )
    if not os.path.isdir(os.path.dirname(LOG)):
        os.makedirs(os.path.dirname(LOG))
    with open(LOG, "w") as log:
        log.write("Python %s\n" % have)
    once(
        os.path.join(".venv", "ready"),
        ["requirements.txt"],
        [
            ("making .venv", [sys.executable, "-m", "venv", "--clear", VENV]),
            (
                "installing the Python packages",
                [
                    os.path.join(BIN, "python"),
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--disable-pip-version-check",
                    "--require-hashes",
                    "-r",
                    "requirements.txt",
                ],
            ),
        ],
    )
    once(
        os.path.join("node_modules", "ready"),
        ["package-lock.json"],
        [
            ("installing the npm packages", [os.path.join(BIN, "npm"), "ci", "--ignore-scripts"]),
        ],
    )


main()
