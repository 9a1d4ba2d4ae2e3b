"""The numbers of errors are this interpreter's own, and all that is raised in place of C agrees with them: the number has
the name that Linux gives the error, its words are `os.strerror`'s, and its class is the one of that number."""

from __future__ import annotations

import json

import pytest

from playground.node import Engine

BEGIN = """
import errno, fcntl, json, os, select, signal, socket, threading, time
from threading import get_ident
reads, writes = os.pipe()
os.set_blocking(reads, False)
os.set_blocking(writes, False)
closed = os.pipe()
os.close(closed[0])
one, other = socket.socketpair()
one.setblocking(False)
"""
#: Each call, and the error on Linux.
RAISE = {
    "os.read(reads, 1)": "EAGAIN",
    "[os.write(writes, bytes(4096)) for _ in range(100)]": "EAGAIN",
    "os.write(closed[1], b'x')": "EPIPE",
    "os.read(999, 1)": "EBADF",
    "os.close(999)": "EBADF",
    "os.dup(999)": "EBADF",
    "os.fstat(999)": "EBADF",
    "os.lseek(reads, 0, 0)": "ESPIPE",
    "os.set_blocking(999, True)": "EBADF",
    "fcntl.fcntl(999, fcntl.F_GETFL)": "EBADF",
    "select.select([99], [], [], 0)": "EBADF",
    "select.poll().modify(1, 1)": "ENOENT",
    "one.recv(1)": "EAGAIN",
    "signal.signal(signal.SIGKILL, print)": "EINVAL",
    "signal.pthread_kill(get_ident(), 99)": "EINVAL",
    "signal.raise_signal(99)": "EINVAL",
    "signal.setitimer(9, 1)": "EINVAL",
    "signal.siginterrupt(9, True)": "EINVAL",
    "signal.pthread_sigmask(9, [])": "EINVAL",
    "signal.set_wakeup_fd(999)": "EBADF",
    "os.kill(12345678, 0)": "ESRCH",
    "os.kill(os.getpid(), 99)": "EINVAL",
    "time.clock_gettime(99)": "EINVAL",
    "time.clock_getres(99)": "EINVAL",
    "os.wait()": "ECHILD",
    "os.waitpid(-1, 0)": "ECHILD",
    "open('missing')": "ENOENT",
    "os.mkdir('/')": "EEXIST",
    "open('.', 'w')": "EISDIR",
}
ASK = """
try:
    {call}
except OSError as error:
    same = isinstance(error, type(OSError(error.errno, "")))
    print(json.dumps([errno.errorcode[error.errno], error.strerror == os.strerror(error.errno), same]))
"""


@pytest.mark.parametrize("call", RAISE)
def test_an_error_has_the_number_of_its_name(engine: Engine, call: str) -> None:
    record = engine.run(BEGIN + ASK.format(call=call))
    assert record["error"] is None, record["error"]
    assert json.loads(record["output"][0]["text"]) == [RAISE[call], True, True]
