"""More programs that are easy to overlook: what the library keeps in its things and looks at under
no lock, errors that it keeps and raises, operators that its own Python carries out. As in
`order_attacks`."""

from __future__ import annotations

PROGRAMS: dict[str, tuple[str, ...]] = {
    "start twice": (
        "t = threading.Thread(target=lambda: None)\n",
        "try: t.start()\nexcept RuntimeError: seen.append('a')",
        "try: t.start()\nexcept RuntimeError: seen.append('b')",
    ),
    "own thread started twice": (
        "class T(threading.Thread):\n    def run(self): pass\nt = T()\n",
        "try: t.start()\nexcept RuntimeError: seen.append('a')",
        "try: t.start()\nexcept RuntimeError: seen.append('b')",
    ),
    "join before start": (
        "t = threading.Thread(target=lambda: None)\n",
        "t.start()",
        "try:\n    t.join()\n    seen.append('j')\nexcept RuntimeError: seen.append('r')",
    ),
    "daemon of a started thread": (
        "t = threading.Thread(target=lambda: None)\n",
        "t.start()",
        "try: t.daemon = True\nexcept RuntimeError: seen.append('r')",
    ),
    "queue maxsize": (
        "import queue\nq = queue.Queue(1)\n",
        "q.maxsize = 2",
        "try:\n    q.put_nowait(1); q.put_nowait(2)\nexcept queue.Full: seen.append('full')",
    ),
    "event _flag": (
        "e = threading.Event()\n",
        "e._flag = True",
        "seen.append(e.is_set())",
    ),
    "event flag by setattr": (
        "e = threading.Event()\n",
        "setattr(e, '_flag', True)",
        "seen.append(e.wait(0))",
    ),
    "future set state": (
        "from concurrent.futures import Future\nf = Future()\n",
        "f._state = 'FINISHED'",
        "seen.append(f.done())",
    ),
    "future set result attr": (
        "from concurrent.futures import Future\nf = Future(); f.set_result(1)\n",
        "f._result = 2",
        "seen.append(f.result())",
    ),
    "semaphore value then acquire": (
        "s = threading.Semaphore(0)\n",
        "s._value = 1",
        "seen.append(s.acquire(blocking=False))",
    ),
    "timer function": (
        "t = threading.Timer(0, lambda: seen.append(1))\n",
        "t.function = lambda: seen.append(2)",
        "t.start(); t.join()",
    ),
    "condition notify replaced": (
        "c = threading.Condition()\n",
        "c.notify = lambda: seen.append('mine')",
        "with c: c.notify()",
    ),
    "barrier reset": (
        "b = threading.Barrier(1)\n",
        "seen.append(b.wait())",
        "b.reset(); seen.append(b.broken)",
    ),
    "counter subtract": (
        "import collections\nc = collections.Counter('a')\n",
        "c['a'] -= 1",
        "seen.append(+c)",
    ),
    "counter neg": (
        "import collections\nc = collections.Counter('a')\n",
        "c['a'] -= 3",
        "seen.append(-c)",
    ),
    "counter le": (
        "import collections\nc = collections.Counter('a')\n",
        "c['b'] = 3",
        "seen.append(c <= collections.Counter('a'))",
    ),
    "own neg": (
        "class A:\n    v = 1\n    def __neg__(s): return -s.v\na = A()\n",
        "a.v = 2",
        "seen.append(-a)",
    ),
    "kwdefaults in place": (
        "def f(*, a=1): return a\n",
        "f.__kwdefaults__['a'] = 2",
        "seen.append(f())",
    ),
    "slice assign from shared": (
        "xs, ys = [1], [2]\n",
        "xs[:] = ys",
        "ys.append(3)",
        "print(xs)",
    ),
    "future traceback depth": (
        "from concurrent.futures import Future\nf = Future()\nerr = ValueError(1)\nf.set_exception(err)\ndef depth(e):\n    n, t = 0, e.__traceback__\n    while t: n, t = n + 1, t.tb_next\n    return n\n",
        "try: f.result()\nexcept ValueError: pass",
        "seen.append(depth(err))",
    ),
    "future traceback in two": (
        "from concurrent.futures import Future\nf = Future()\nf.set_exception(ValueError(1))\ndef depth(e):\n    n, t = 0, e.__traceback__\n    while t: n, t = n + 1, t.tb_next\n    return n\ndef look():\n    try: f.result()\n    except ValueError as e: seen.append(depth(e))\n",
        "look()",
        "look()",
    ),
    "future context": (
        "from concurrent.futures import Future\nf = Future()\nf.set_exception(ValueError(1))\n",
        "try:\n    try: 1/0\n    except ZeroDivisionError: f.result()\nexcept ValueError: pass",
        "seen.append(f.exception().__context__ is None)",
    ),
    "future exception raised in two": (
        "from concurrent.futures import Future\nf = Future()\nf.set_exception(ValueError(1))\n",
        "try: f.result()\nexcept ValueError as e: e.args = (2,)",
        "try: f.result()\nexcept ValueError as e: seen.append(e.args)",
    ),
    "pool error in two": (
        "from concurrent.futures import ThreadPoolExecutor\npool = ThreadPoolExecutor(1)\ndef bad(): raise ValueError(1)\nf = pool.submit(bad)\n",
        "try: f.result()\nexcept ValueError as e: e.n = 1",
        "try: f.result()\nexcept ValueError as e: seen.append(hasattr(e, 'n'))",
        "print(seen); pool.shutdown()",
    ),
    "error through a pool map": (
        "from concurrent.futures import ThreadPoolExecutor\nc = ValueError(1)\ndef bad(n): raise c\np = ThreadPoolExecutor(1)\n",
        "try: list(p.map(bad, [1]))\nexcept ValueError: pass",
        "seen.append(c.__traceback__ is None)",
        "print(seen); p.shutdown()",
    ),
    "error kept by own wrapper": (
        "class R:\n    def __init__(s): s.e = ValueError(1)\n    def get(s): raise s.e\nr = R()\n",
        "try: r.get()\nexcept ValueError: pass",
        "seen.append(r.e.__traceback__ is None)",
    ),
    "class body global": (
        "n = 1\n",
        "class A: v = n\nseen.append(A.v)",
        "global n\nn = 2",
    ),
    "batched": (
        "import itertools\nb = itertools.batched([1, 2, 3, 4], 2)\n",
        "seen.append(('a', next(b)))",
        "seen.append(('b', next(b)))",
    ),
    "metaclass singleton": (
        "class M(type):\n    kept = {}\n    def __call__(cls):\n        if cls not in M.kept: M.kept[cls] = type.__call__(cls)\n        return M.kept[cls]\nmade = []\nclass A(metaclass=M):\n    def __init__(self): made.append(1)\n",
        "A()",
        "A()",
        "print(len(made))",
    ),
    "augmented by own iadd": (
        "class A:\n    n = 0\n    def __iadd__(s, o):\n        s.n += o\n        return s\na = A()\n",
        "global a\na += 1",
        "global a\na += 2",
        "print(a.n)",
    ),
    "lock replaced": (
        "l = threading.Lock()\nn = 0\n",
        "global l, n\nl = threading.Lock()\nwith l: n += 1",
        "global n\nwith l: n += 1",
        "print(n)",
    ),
    "bytearray slice": (
        "b = bytearray(b'abc')\n",
        "b[0:2] = b'xy'",
        "seen.append(bytes(b[0:2]))",
    ),
    "own mapping unpacked": (
        "class A:\n    def __init__(s): s.d = {'a': 1}\n    def keys(s): return list(s.d)\n    def __getitem__(s, k): return s.d[k]\na = A()\ndef f(**k): return k\n",
        "a.d['b'] = 2",
        "seen.append(f(**a))",
    ),
    "match value attribute": (
        "class C: A = 1\n",
        "C.A = 2",
        "match 1:\n    case C.A: seen.append('yes')\n    case _: seen.append('no')",
    ),
    "for target item": (
        "xs = [0]\n",
        "for xs[0] in (1, 2): pass",
        "seen.append(xs[0])",
    ),
    "slice assign by its method": (
        "xs, ys = [1], [2]\n",
        "xs.__setitem__(slice(None), ys)",
        "ys.append(3)",
        "print(xs)",
    ),
}
