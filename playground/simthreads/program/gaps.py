"""Functions of the standard library that have nothing below them in a run: made to work where
little is missing, refused by name where not. Knows single modules, and no scheduling."""

from __future__ import annotations

import builtins
import io
import sys
from typing import Any, NoReturn

from .. import doors
from . import missing_names, socket_pairs
from .patches import Patch
from .unsupported import KEYBOARD, SOCKETS, SUBPROCESSES, NotSimulated, refuse

_BROWSER = "webbrowser is not simulated: a run has no browser, print the address"
_TERMINAL = "pty is not simulated: a run has no terminal"
#: A zone's file, with the one rule that holds in it for ever: see RFC 9636.
_ZONE_HEAD = b"TZif2" + bytes(31) + b"\0\0\0\1" + b"\0\0\0\4"
_UTC_FILE = 2 * (_ZONE_HEAD + bytes(6) + b"UTC\0") + b"\nUTC0\n"
_UTC_NAMES = frozenset({"UTC", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Zulu"})


def _no_keyboard(message: str) -> None:
    """What a program has put in place of the keyboard may answer."""
    if sys.stdin is sys.__stdin__:
        raise NotSimulated(message)


def _prompt(module: Any) -> None:
    """A loop that asks its user takes an end of input for one more answer."""

    def ask(prompt: object = "", /) -> str:
        _no_keyboard(f"input is not simulated: {KEYBOARD}")
        return builtins.input(prompt)

    module.input = ask


def _pdb(module: Any) -> None:
    given = module.Pdb.cmdloop

    def cmdloop(self: Any, intro: Any = None) -> None:
        if self.use_rawinput:
            _no_keyboard(f"pdb is not simulated: {KEYBOARD}, step through it on the page")
        given(self, intro)

    module.Pdb.cmdloop = cmdloop


def _getpass(module: Any) -> None:
    given = module.getpass

    def getpass(*args: Any, **kwargs: Any) -> Any:
        _no_keyboard(f"getpass is not simulated: {KEYBOARD}")
        return given(*args, **kwargs)

    module.getpass = module.unix_getpass = getpass


def _webbrowser(module: Any) -> None:
    for name in ("open", "open_new", "open_new_tab", "get"):
        setattr(module, name, refuse(_BROWSER, module.Error))


def _pty(module: Any) -> None:
    for name in ("openpty", "fork", "spawn"):
        setattr(module, name, refuse(_TERMINAL))


def _socket(module: Any) -> None:
    module.SO_REUSEADDR, module.SO_REUSEPORT = 2, 15  # what a server begins with
    module.if_nameindex = module.if_nametoindex = module.if_indextoname = refuse(SOCKETS)
    socket_pairs.install(module)


def _asyncio_loop(module: Any) -> None:
    async def refused(*_: Any, **__: Any) -> NoReturn:
        raise NotSimulated(SUBPROCESSES)

    loop = module.BaseEventLoop
    loop.subprocess_exec = loop.subprocess_shell = refused
    sockets, given = module.socket, loop._ensure_resolved

    def _ensure_resolved(self: Any, address: Any, **how: Any) -> Any:
        # an address is not looked up, and a server takes what no socket can be made for as wrong
        if module.socket is sockets and module._ipaddr_info(*address[:2], 0, 1, 0) is not None:
            raise NotSimulated(SOCKETS)
        return given(self, address, **how)

    loop._ensure_resolved = _ensure_resolved


def _os(module: Any) -> None:
    """A process that is alone, on one processor."""
    errno: Any = sys.modules["errno"]

    def no_children(*_: Any, **__: Any) -> NoReturn:
        raise ChildProcessError(errno.ECHILD, module.strerror(errno.ECHILD))

    def sched_getaffinity(pid: int, /) -> set[int]:
        return set(range(module.cpu_count() or 1))

    def getrandom(size: int, flags: int = 0) -> bytes:
        data: bytes = module.urandom(size)
        return data

    for name in ("wait", "wait3", "wait4", "waitid", "waitpid"):
        setattr(module, name, no_children)
    module.sched_getaffinity = sched_getaffinity
    module.getrandom = getrandom
    missing_names.explain(module)


def _hashlib(module: Any) -> None:
    def pbkdf2_hmac(
        hash_name: str, password: bytes, salt: bytes, iterations: int, dklen: int | None = None
    ) -> bytes:
        """Derive a key, as PKCS #5 says."""
        import hmac

        if iterations < 1:
            raise ValueError("iteration value must be greater than 0.")
        keyed = hmac.new(password, digestmod=hash_name)
        length = keyed.digest_size if dklen is None else dklen
        if length < 1:
            raise ValueError("key length must be greater than 0.")
        key, number = b"", 0
        while len(key) < length:
            number += 1
            block, total = salt + number.to_bytes(4, "big"), 0
            for _ in range(iterations):
                step = keyed.copy()
                step.update(block)
                block = step.digest()
                total ^= int.from_bytes(block)
            key += total.to_bytes(keyed.digest_size)
        return key[:length]

    module.pbkdf2_hmac = pbkdf2_hmac
    missing_names.explain(module)


def _logging(module: Any) -> None:
    """What handlers do at their end is done at the program's end. Streams are flushed in any case,
    so that those which only write need no turn."""
    exits: Any = sys.modules["atexit"]
    plain = (module.Handler.close, module.StreamHandler.flush, module.Handler.flush)

    def shutdown() -> None:
        handlers = [handler for each in module._handlerList if (handler := each()) is not None]
        kinds: list[Any] = [type(handler) for handler in handlers]
        if any(kind.close not in plain or kind.flush not in plain for kind in kinds):
            doors.outside(None, module.shutdown)

    exits.unregister(module.shutdown)
    exits.register(doors.function(shutdown, "shutdown", "logging"))


def _zones(module: Any) -> None:
    def load_tzdata(key: str) -> io.BytesIO:
        if key in _UTC_NAMES:
            return io.BytesIO(_UTC_FILE)
        message = f"{key}: time zones are not simulated but for UTC, use datetime.timezone"
        raise module.ZoneInfoNotFoundError(message)

    module.load_tzdata = load_tzdata


def _zoneinfo(module: Any) -> None:
    module.available_timezones = lambda: set(_UTC_NAMES)


PATCHES: dict[str, Patch] = {
    "asyncio": missing_names.explain,
    "asyncio.base_events": _asyncio_loop,
    "cmd": _prompt,
    "code": _prompt,
    "getpass": _getpass,
    "hashlib": _hashlib,
    "logging": _logging,
    "os": _os,
    "pdb": _pdb,
    "posix": _os,
    "pty": _pty,
    "select": missing_names.explain,
    "selectors": missing_names.explain,
    "socket": _socket,
    "socketserver": missing_names.explain,
    "time": missing_names.explain,
    "webbrowser": _webbrowser,
    "zoneinfo": _zoneinfo,
    "zoneinfo._common": _zones,
}
