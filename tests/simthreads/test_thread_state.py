"""What C asks of the current thread: each simulated thread sees its own, as natively."""

from __future__ import annotations

import pytest

CASES = {
    "sqlite": (
        "import sqlite3, threading\ns = sqlite3.connect(':memory:')\ndef work():\n    try:\n"
        "        s.execute('select 1')\n    except sqlite3.ProgrammingError:\n"
        "        print('refused')\n"
        "t = threading.Thread(target=work); t.start(); t.join()\n"
        "print(s.execute('select 1').fetchone())",
        "refused\n(1,)\n",
    ),
    "profile": (
        "import sys, threading, time\nseen = set()\n"
        "def prof(*_): seen.add(threading.current_thread().name)\n"
        "def inner(): time.sleep(0.01)\ndef w():\n    sys.setprofile(prof); inner(); inner()\n"
        "    sys.setprofile(None)\ndef o(): inner(); inner()\n"
        "ts = [threading.Thread(target=f, name=f.__name__) for f in (w, o)]\n"
        "for t in ts: t.start()\nfor t in ts: t.join()\nprint(sorted(seen))",
        "['w']\n",
    ),
    "buffered": (
        "import io, threading, time\nclass Slow(io.RawIOBase):\n    def writable(self):\n"
        "        return True\n    def write(self, data):\n        time.sleep(0.01)\n"
        "        return len(data)\nout = io.BufferedWriter(Slow(), 4)\ndef work():\n"
        "    for _ in range(3): out.write(b'12345678')\n    print('done')\n"
        "ts = [threading.Thread(target=work) for _ in range(2)]\n"
        "for t in ts: t.start()\nfor t in ts: t.join()",
        "done\ndone\n",
    ),
    "reentrant": (
        "import io\nclass Raw(io.RawIOBase):\n    def writable(self): return True\n"
        "    def write(self, data):\n        out.write(b'x')\n"
        "out = io.BufferedWriter(Raw(), 4)\ntry:\n    out.write(b'12345678')\n"
        "except RuntimeError as error:\n    print(str(error)[:14])\nout.detach",
        "reentrant call\n",
    ),
    "repr": (
        "import threading\na = threading.Event(); b = threading.Event()\nclass Slow:\n"
        "    def __repr__(self):\n        if threading.current_thread().name == 'first':\n"
        "            a.set(); b.wait()\n        return 'slow'\nbox = [Slow()]\n"
        "def work(): print(repr(box))\nt = threading.Thread(target=work, name='first')\n"
        "t.start(); a.wait(); print(repr(box)); b.set(); t.join()",
        "[slow]\n[slow]\n",
    ),
    "hooks": (
        "import sys, threading\nsys.set_asyncgen_hooks(firstiter=print)\n"
        "sys.set_coroutine_origin_tracking_depth(3)\n"
        "def work(): print(sys.get_asyncgen_hooks().firstiter,"
        " sys.get_coroutine_origin_tracking_depth())\n"
        "t = threading.Thread(target=work); t.start(); t.join()",
        "None 0\n",
    ),
    "frames": (
        "import sys, threading\ndef root():\n    f = sys._getframe()\n    names = []\n"
        "    while f: names.append(f.f_code.co_name); f = f.f_back\n    print(names)\nroot()\n"
        "t = threading.Thread(target=root); t.start(); t.join()",
        "['root', '<module>']\n['root', 'run', '_bootstrap_inner', '_bootstrap']\n",
    ),
    "exceptions": (
        "import sys, threading\ndone = threading.Event()\ndef work():\n    try: 1 / 0\n"
        "    except ZeroDivisionError: done.wait()\n"
        "t = threading.Thread(target=work); t.start()\nwhile sys._current_exceptions()[t.ident]"
        " is None: pass\nprint(repr(sys._current_exceptions()[t.ident]), sys.exception())\n"
        "done.set(); t.join()",
        "ZeroDivisionError('division by zero') None\n",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_thread_has_its_own(engine, name):
    source, expected = CASES[name]
    record = engine.run(source)
    text = "".join(each["text"] for each in record["output"] if each["stream"] == "stdout")
    assert (record["outcome"], record["error"], text) == ("finished", None, expected)
