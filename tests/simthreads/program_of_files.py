"""Makes programs that do to the file system, and to what else outlives Python's memory, whatever they can."""

from __future__ import annotations

import random

HEAD = """
import os, shutil, signal, sys, tempfile, threading, time, zipfile
kept = []
"""
#: Each is tried, with a path, another one and a number put in.
PIECES = (
    "open({a!r}, 'w').write('x' * {n})",
    "open({a!r}, 'ab').write(bytes({n}))",
    "open({a!r}, 'r+b').write(b'over' * {n})",
    "kept.append(open({a!r}, 'wb', buffering=0)); kept[-1].write(b'open')",
    "file = open({a!r}, 'r+b'); file.seek({n}); file.write(b'in the middle')",
    "os.mkdir({a!r}, {n} % 512)",
    "os.makedirs({a!r} + '/deep/deeper')",
    "os.symlink({a!r}, {b!r})",
    "os.rename({a!r}, {b!r})",
    "os.replace({a!r}, {b!r})",
    "os.unlink({a!r})",
    "os.rmdir({a!r})",
    "shutil.rmtree({a!r})",
    "shutil.rmtree({a!r}, ignore_errors=True)",
    "shutil.copytree('/lib', {b!r})",
    "shutil.copyfile({a!r}, {b!r})",
    "os.chmod({a!r}, {n} % 4096)",
    "os.utime({a!r}, ({n}, {n}))",
    "os.truncate({a!r}, {n})",
    "os.chdir({a!r})",
    "os.umask({n} % 512)",
    "os.dup2(os.open({a!r}, os.O_RDWR | os.O_CREAT), {n} % 12)",
    "os.close({n} % 8)",
    "os.closerange(0, {n} % 30)",
    "kept.extend(os.pipe() for _ in range({n} % 20))",
    "kept.extend(os.open({a!r}, os.O_RDONLY) for _ in range({n} % 50))",
    "os.lseek({n} % 3, {n}, 0)",
    "os.set_blocking({n} % 3, False)",
    "os.ftruncate(os.open({a!r}, os.O_RDWR), {n})",
    "zipfile.ZipFile({a!r}, 'a').writestr('os.py', 'evil')",
    "tempfile.mkdtemp(); kept.append(tempfile.NamedTemporaryFile(delete=False))",
    "os.environ['X{n}'] = 'y'; os.putenv('TZ', 'Asia/Tokyo'); time.tzset()",
    "import locale; locale.setlocale(locale.LC_ALL, 'C')",
    "import mmap; room = mmap.mmap(os.open({a!r}, os.O_RDWR), 0); room[:4] = b'evil'; room.flush()",
    "import sqlite3; sqlite3.connect({a!r}).execute('create table t(x)')",
    "os.posix_fadvise(3, 0, 0, 0); os.posix_fallocate(3, 0, {n})",
    "os.write(os.open('/dev/stdout', os.O_WRONLY), b'x' * {n})",
    "os.write(os.open('/dev/tty', os.O_WRONLY), b'x' * {n})",
    "open({a!r}, 'w').write('print(1)'); import importlib; sys.path.insert(0, '/tmp'); importlib.invalidate_caches()",
    "threading.Thread(target=lambda: open({a!r}, 'a').write('t' * {n})).start()",
    "threading.Thread(target=time.sleep, args=(9,), daemon=True).start()",
    "sys.settrace(lambda *_: None); sys.setprofile(lambda *_: None); sys.setrecursionlimit({n} + 50)",
    "sys.monitoring.use_tool_id(3, 'x'); sys.monitoring.set_events(3, 1)",
    "import atexit; atexit.register(open, {a!r}, 'w')",
    "import faulthandler, gc; gc.disable(); gc.set_threshold(1); faulthandler.enable()",
    "signal.signal(signal.SIGALRM, print); signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)",
    "import tracemalloc; tracemalloc.start({n} % 9 + 1)",
    "import sys; sys.addaudithook(lambda *_: None); sys.modules['json'] = None",
    "import builtins; builtins.print = None; sys.meta_path.clear(); sys.path_hooks.clear()",
    "import codecs; codecs.register(lambda name: None); os.register_at_fork(before=print)",
    "os._exit({n} % 3)",
    "raise KeyError",
)  # fmt: skip
PATHS = (
    "/left", "/lib", "/lib/python314.zip", "/lib/python3.14", "/lib/python3.14/site-packages", "/tmp",
    "/tmp/left", "/home/pyodide", "/home", "left", "program.py", ".", "/dev", "/dev/null", "/dev/stdout",
    "/dev/left", "/proc/left", "/proc/self", "/proc/self/fd", "/tmp/a/b", "/home/pyodide/left", "..", "/link",
)  # fmt: skip


def program(seed: int) -> str:
    draw = random.Random(seed)
    parts = [HEAD]
    for _ in range(draw.randrange(2, 9)):
        piece = draw.choice(PIECES).format(
            a=draw.choice(PATHS), b=draw.choice(PATHS), n=draw.choice((0, 1, 7, 300, 5000, 70000))
        )
        parts.append(f"try:\n    {piece}\nexcept Exception as error:\n    kept.append(error)\n")
    return "".join(parts)
