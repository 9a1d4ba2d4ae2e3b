"""Sets up .venv and node_modules: all that serve and test need. `make setup` runs it.

Runs on any Python, so that one that is too old is told so: no newer syntax in this file.
"""

import hashlib
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import sysconfig

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
MODULES = os.path.join(ROOT, "node_modules")
BIN = os.path.join(VENV, "bin")
CACHE = os.path.join(ROOT, ".cache")
LOG = os.path.join(CACHE, "setup.log")
OLDEST = (3, 11)
ENDINGS = (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM))

# What a failed step printed, and what to do about it: the first that is found counts.
REASONS = (
    (r"no space left|ENOSPC|quota exceeded|EDQUOT", "the disk is full: make room and run it again"),
    (
        r"do not match the hashes|EINTEGRITY",
        "a package is not the one that the lock file names: run it again; if it stays so, "
        "what stands between you and the package index changes packages",
    ),
    (
        r"CERTIFICATE_VERIFY|SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)|self-signed certificate",
        "nobody here knows the certificate that the package index shows: "
        "name the one of your network in PIP_CERT and NODE_EXTRA_CA_CERTS",
    ),
    (
        r"name resolution|NewConnectionError|ProxyError|RemoteDisconnected|ConnectTimeout|"
        r"ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|"
        r"connection (refused|reset|aborted|broken)|network is unreachable|timed out|EIDLETIMEOUT",
        "no network, or the package index is out of reach: connect and run it again",
    ),
    (
        r"permission denied|EACCES|EPERM|read-only file system|EROFS",
        "you may not write here: is this folder yours, and all of .venv, node_modules and .cache?",
    ),
    (
        r"no module named '?(ensurepip|venv)",
        "this Python came without venv: "
        + (
            "apt install python%d.%d-venv" % sys.version_info[:2]
            if "deb_system" in sysconfig.get_scheme_names()  # Debian's own Python, or Ubuntu's
            else "name another, make PYTHON=python3.13 ..."
        ),
    ),
)
# In a box above all that mkdocs prints, Material says when its support ends: see `make zensical`.
QUIET = 'import os; os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")\n'
# npm says no more than this, and that all went well, when a file could not be written.
BROKEN = b"TAR_ENTRY_ERROR"


class Failed(Exception):
    """A step failed; the message is the one line that says what to do."""


def say(what):
    print("setup: " + what)
    sys.stdout.flush()


def reason(step, text):
    """One line on why a step failed, of what it printed."""
    for signs, advice in REASONS:
        if re.search(signs, text, re.IGNORECASE):
            return "%s: %s" % (step, advice)
    told = re.search(r"^(?:npm )?error:? +(?!code )(.+)$", text, re.MULTILINE | re.IGNORECASE)
    return "%s failed%s" % (step, ": " + told.group(1) if told else "")


def run(step, command, lock):
    """Run one step; what it prints goes to the log, and its failure becomes one line.

    It ends with this process; should that be killed, it holds the lock as long as it goes on.
    """
    say(step)
    # A home may be missing, or not ours to write in.
    caches = {"PIP_CACHE_DIR": os.path.join(CACHE, "pip"), "npm_config_cache": CACHE + "/npm"}
    with open(LOG, "ab") as log:
        began = log.tell()
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)  # until it can be taken along
        try:
            running = subprocess.Popen(
                command,
                cwd=ROOT,
                env=dict(caches, **dict(os.environ, PIP_USER="0")),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                pass_fds=[lock.fileno()],
                preexec_fn=lambda: signal.pthread_sigmask(signal.SIG_SETMASK, before),
            )
            try:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
                code = running.wait()
            except BaseException:
                os.killpg(running.pid, signal.SIGKILL)
                running.wait()
                raise
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    with open(LOG, "rb") as log:
        log.seek(began)
        said = log.read()
    if code or BROKEN in said:
        told = reason(step, said.decode("utf-8", "replace"))
        raise Failed(told + " (the whole story: .cache/setup.log)")


def clear(folder):
    """Remove what is there. Where it is a link, what it leads to belongs to somebody else."""
    if os.path.islink(folder) or os.path.isfile(folder):
        os.remove(folder)
    elif os.path.isdir(folder):
        shutil.rmtree(folder)


def once(folder, sign, depends_on, lock_file, steps, lock):
    """Make a folder anew, unless it was made of this very lock file for the same machine, and a
    sign of life is there."""
    digest = hashlib.sha256("\0".join(depends_on).encode("utf-8", "surrogateescape"))
    with open(os.path.join(ROOT, lock_file), "rb") as file:
        digest.update(file.read())
    mark = os.path.join(folder, "ready")
    if os.path.isfile(mark) and os.path.exists(os.path.join(folder, sign)):
        with open(mark) as file:
            if file.read() == digest.hexdigest():
                return
    clear(folder)
    for step, command in steps:
        run(step, command, lock)
    with open(mark + ".new", "w") as file:
        file.write(digest.hexdigest())
    os.rename(mark + ".new", mark)


def install_this():
    """Make this folder a package of the environment, editable, with the entry points that
    pyproject.toml names; and tell each of its Pythons, as it starts, whom not to listen to.

    Not by pip: that writes the folder's absolute path down in UTF-8, and Python up to 3.12 reads it
    in the encoding of whoever starts it, so that a folder named in Chinese is not found. This path
    is relative.
    """
    import tomllib

    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as file:
        project = tomllib.load(file)["project"]
    place = sysconfig.get_path("purelib", "venv", {"base": VENV})
    name = project["name"].replace("-", "_")
    facts = os.path.join(place, "%s-%s.dist-info" % (name, project["version"]))
    if not os.path.isdir(facts):
        os.makedirs(facts)
    points = []
    for group, named in project["entry-points"].items():
        points += ["[%s]" % group] + ["%s = %s" % one for one in named.items()]
    to_here = os.path.relpath(os.path.realpath(ROOT), os.path.realpath(place))
    texts = {
        os.path.join(place, project["name"] + ".pth"): QUIET + to_here + "\n",
        os.path.join(facts, "METADATA"): "Metadata-Version: 2.1\nName: %s\nVersion: %s\n"
        % (project["name"], project["version"]),
        os.path.join(facts, "entry_points.txt"): "\n".join(points) + "\n",
        os.path.join(facts, "INSTALLER"): "bootstrap.py\n",
    }
    for path, text in texts.items():
        with open(path, "w") as file:
            file.write(text)


def set_up(lock):
    with open(LOG, "w") as log:
        log.write("Python %s\n" % sys.version)
    # From within the environment itself, too, it is made by the Python that it is of.
    outer = getattr(sys, "_base_executable", sys.executable)
    python = os.path.join(BIN, "python")
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    steps = [
        # In two steps, as venv hides why the second of them failed.
        ("making .venv", [outer, "-m", "venv", "--without-pip", VENV]),
        ("adding pip", [python, "-m", "ensurepip", "--upgrade", "--default-pip"]),
        ("installing the Python packages", pip + ["--require-hashes", "-r", "requirements.txt"]),
    ]
    # Its scripts name its own place, so that a folder that was moved needs another.
    here = [sys.version, sys.base_prefix, os.path.realpath(VENV)]
    once(VENV, "bin/python", here, "requirements.txt", steps, lock)
    install_this()
    npm = [os.path.join(BIN, "npm"), "ci", "--ignore-scripts", "--include=dev"]
    here = [sys.platform, platform.machine()]
    steps = [("installing the npm packages", npm)]
    once(MODULES, ".package-lock.json", here, "package-lock.json", steps, lock)


def alone(then):
    """Do it while no other set-up does anything to this folder."""
    import fcntl

    if not os.path.isdir(CACHE):
        os.makedirs(CACHE)
    with open(os.path.join(CACHE, "setup.lock"), "a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("waiting for another set-up of this folder")
            fcntl.flock(lock, fcntl.LOCK_EX)
        then(lock)


def stop(number, frame):
    raise KeyboardInterrupt


def main():
    have = ".".join(str(part) for part in sys.version_info[:3])
    try:
        if sys.version_info < OLDEST:
            raise Failed(
                "Python 3.11 or later is needed, %s is %s: try make PYTHON=python3.13 ..."
                % (sys.executable, have)
            )
        if os.name != "posix":
            raise Failed("Linux or macOS is needed: on Windows, use WSL")
        for ending in ENDINGS:
            if signal.getsignal(ending) != signal.SIG_IGN:  # as nohup asks
                signal.signal(ending, stop)
        alone(set_up)
    except KeyboardInterrupt:
        sys.stderr.write("setup: stopped: the next one begins where it must\n")
        sys.exit(130)
    except Failed as fault:
        sys.stderr.write("setup: %s\n" % fault)
        sys.exit(1)
    except EnvironmentError as fault:
        sys.stderr.write("setup: %s\n" % reason(str(fault), str(fault)))
        sys.exit(1)


if __name__ == "__main__":
    main()
