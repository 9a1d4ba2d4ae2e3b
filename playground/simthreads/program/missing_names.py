"""Names that CPython has on Linux and a run has not: `hasattr` says that they are not there, and
who uses one all the same reads why."""

from __future__ import annotations

from typing import Any

from .unsupported import PROCESSES

_OWN_PROCESS = "a run cannot change how its process is run"
_USERS = "a run has no users"
_FILES = "the file system of a run has no such call"
_SOCKETS = "sockets are not simulated"
_PIPES = "a run has no such object of the kernel, use threading and queue"
_EPOLL = "use selectors.DefaultSelector or select.poll"

_OS = {
    PROCESSES: "forkpty posix_spawn posix_spawnp pidfd_open",
    _OWN_PROCESS: "nice sched_get_priority_max sched_get_priority_min sched_getparam "
    "sched_getscheduler sched_param sched_rr_get_interval sched_setaffinity sched_setparam "
    "sched_setscheduler setns setpriority unshare",
    _USERS: "getegid geteuid getgrouplist getgroups getresgid getresuid initgroups lchown "
    "setegid seteuid setgroups setresgid setresuid",
    _FILES: "copy_file_range getxattr link listxattr mkfifo mknod posix_fallocate preadv pwritev "
    "removexattr sendfile setxattr splice",
    _PIPES: "eventfd eventfd_read eventfd_write memfd_create pipe2 timerfd_create "
    "timerfd_gettime timerfd_gettime_ns timerfd_settime timerfd_settime_ns",
    "a run has no terminal": "openpty",
}
_MISSING: dict[str, dict[str, str]] = {
    "os": _OS,
    "posix": _OS,
    "asyncio": {_SOCKETS: "open_unix_connection start_unix_server"},
    "socketserver": {
        PROCESSES: "ForkingUnixDatagramServer ForkingUnixStreamServer",
        _SOCKETS: "ThreadingUnixDatagramServer ThreadingUnixStreamServer UnixDatagramServer "
        "UnixStreamServer",
    },
    "hashlib": {"use hashlib.pbkdf2_hmac": "scrypt"},
    "select": {
        _EPOLL: "epoll EPOLLERR EPOLLET EPOLLEXCLUSIVE EPOLLHUP EPOLLIN EPOLLMSG EPOLLONESHOT "
        "EPOLLOUT EPOLLPRI EPOLLRDBAND EPOLLRDHUP EPOLLRDNORM EPOLLWAKEUP EPOLLWRBAND EPOLLWRNORM "
        "EPOLL_CLOEXEC"
    },
    "selectors": {_EPOLL: "EpollSelector"},
    "time": {"the clock of a run shows UTC": "tzset"},
}


def explain(module: Any) -> None:
    """Have the module say why such a name is not there."""
    name = module.__name__
    reasons = {each: why for why, names in _MISSING[name].items() for each in names.split()}
    given = vars(module).get("__getattr__")

    def missing(attribute: str) -> Any:
        if attribute in reasons:
            message = f"{name}.{attribute} is not simulated: {reasons[attribute]}"
            raise AttributeError(message, name=attribute, obj=None)  # resembles no name of None
        if given is not None:
            return given(attribute)
        message = f"module {name!r} has no attribute {attribute!r}"
        raise AttributeError(message, name=attribute, obj=module)

    module.__getattr__ = missing
