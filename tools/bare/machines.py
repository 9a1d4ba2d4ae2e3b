"""Makes bare machines, and gives each a checkout. A machine is a Debian that debootstrap makes in a
folder, or this one, where it is a container's.

Knows nothing of the project but where it is.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "bare"
SYSTEMS = {"debian-12": "bookworm", "debian-13": "trixie", "debian-14": "forky"}
PACKAGES = "python3,python3-venv,make,git"
# What a machine needs to know of the network that it is in: not a part of what is bare about it.
NETWORK = ("http_proxy", "https_proxy", "no_proxy", "PIP_INDEX_URL", "npm_config_registry")
CERTIFICATES = ("PIP_CERT", "NODE_EXTRA_CA_CERTS")
# In namespaces of its own, so that all that was started and mounted ends with the command.
ENTER = """
mount --rbind /dev "$1/dev" && mount -t proc proc "$1/proc" &&
mount -t tmpfs -o mode=1777 tmpfs "$1/dev/shm" || exit 1
root=$1 who=$2 place=$3; shift 3
exec chroot --userspec="$who" "$root" env -C "$place" "$@"
"""


class Unusable(Exception):
    """It cannot be tried here; the message is the one line that says why."""


@dataclass(frozen=True)
class Reader:
    """Somebody who follows the README: who they are, and where they put the checkout."""

    name: str
    uid: int
    home: str
    place: str
    variables: dict[str, str]
    git: bool = True  # or without its data, as from an archive


READERS = {
    "root": Reader("root", 0, "/root", "/root/threads", {}),
    "user": Reader("user", 1000, "/home/reader", "/home/reader/threads", {}),
    # Nobody that the system knows, with no home, no words but ASCII, and no git.
    "odd": Reader("odd", 4321, "/no/home", "/srv/线程 教程/threads", {"LC_ALL": "C"}, git=False),
}


def heed_interrupts() -> None:
    """In a child before it begins: a job in the background hands down that it ignores them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@dataclass(frozen=True)
class Machine:
    """A bare system: in a folder, or this very one."""

    name: str
    root: Path | None = None

    def path(self, inside: str) -> Path:
        return Path(inside) if self.root is None else self.root / inside.lstrip("/")

    def start(
        self, command: Sequence[str], who: Reader, log: int | None = None
    ) -> subprocess.Popen[str]:
        told = {"HOME": who.home, "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"}
        told |= {name: os.environ[name] for name in NETWORK + CERTIFICATES if name in os.environ}
        told |= who.variables
        output = subprocess.PIPE if log is None else log
        if self.root is None:
            return subprocess.Popen(
                command,
                cwd=who.place,
                env=told | {"PATH": os.environ["PATH"]},
                user=None if who.uid == os.getuid() else who.uid,
                group=None if who.uid == os.getuid() else who.uid,
                extra_groups=None if who.uid == os.getuid() else [],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=heed_interrupts,
                text=True,
            )
        enter = [
            "unshare",
            "--mount",
            "--pid",
            "--fork",
            "--kill-child",
            "sh",
            "-c",
            ENTER,
            "enter",
        ]
        return subprocess.Popen(
            [*enter, str(self.root), f"{who.uid}:{who.uid}", who.place, *command],
            env=told,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=heed_interrupts,
            text=True,
        )

    def says(self, command: Sequence[str], who: Reader) -> str:
        return self.start(command, who).communicate()[0].strip()


def debian(name: str) -> Machine:
    """A Debian with the README's packages and nothing else, made once."""
    root = CACHE / name
    if not root.is_dir():
        if os.getuid() or not shutil.which("debootstrap"):
            raise Unusable("it takes root and debootstrap (on Debian: apt install debootstrap)")
        CACHE.mkdir(parents=True, exist_ok=True)
        with (CACHE / "log").open("w") as log, tempfile.TemporaryDirectory(dir=CACHE) as scratch:
            # One script makes all of them, those too that this debootstrap has not heard of.
            mirror = os.environ.get("DEBIAN_MIRROR", "")
            command = ["debootstrap", "--variant=minbase", f"--include={PACKAGES}"]
            command += [SYSTEMS[name], scratch + "/new", mirror, "sid"]
            if subprocess.run(command, stdout=log, stderr=log).returncode:
                raise Unusable(f"debootstrap made no {name}: .cache/bare/log says why")
            Path(scratch, "new").rename(root)
    for variable in CERTIFICATES:
        if os.environ.get(variable):
            theirs = root / os.environ[variable].lstrip("/")
            theirs.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(os.environ[variable], theirs)
    shutil.copy("/etc/resolv.conf", root / "etc" / "resolv.conf")
    return Machine(name, root)


def introduce(passwd: Path) -> None:
    """Let the system know the ordinary user; in some containers, somebody has that number."""
    if ":x:1000:" not in passwd.read_text():
        with passwd.open("a") as file:
            file.write("reader:x:1000:1000::/home/reader:/bin/sh\n")


@contextmanager
def checkout(machine: Machine, who: Reader) -> Iterator[None]:
    """A clone of what is committed here, in that machine, for that reader alone."""
    place = machine.path(who.place)
    if place.exists():
        raise Unusable(f"{place} is there already")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", suffix=".gitconfig") as settings:
            settings.write("[safe]\n\tdirectory = *\n")  # a checkout may be another user's
            settings.flush()
            told = {**os.environ, "GIT_CONFIG_GLOBAL": settings.name}
            command = ["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(place)]
            subprocess.run(command, check=True, env=told)
        if not who.git:
            shutil.rmtree(place / ".git")
        if os.getuid() == 0:
            if who.name == "user":
                introduce(machine.path("/etc/passwd"))
            theirs = [place, *place.rglob("*")]
            home = machine.path(who.home)
            for path in [home, *theirs] if home.is_dir() else theirs:
                os.chown(path, who.uid, who.uid, follow_symlinks=False)
        yield
    finally:
        shutil.rmtree(place, ignore_errors=True)


def myself() -> Reader:
    number = os.getuid()
    try:
        name = pwd.getpwuid(number).pw_name
    except KeyError:  # nobody that the system knows
        name = str(number)
    home = os.path.expanduser("~")
    return Reader(name, number, home, tempfile.mkdtemp() + "/threads", {})
