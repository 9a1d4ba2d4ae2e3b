"""Sound programs of two threads, ordered in ways that are easy to take for none. Knows no engine."""

from __future__ import annotations

from tests.simthreads.order_attacks import RUN

PROGRAMS = {
    "deque and event": "from collections import deque\nd = deque()\ne = threading.Event()\nbox = []\ndef one():\n    box.append(1)\n    d.append(box)\n    e.set()\ndef two():\n    e.wait()\n    d.popleft().append(2)\n",
    "local subclass": "class L(threading.local):\n    def __init__(self): self.n = 0\nl = L()\ndef one():\n    l.n += 1\n    l.n += 1\ntwo = one\n",
    "generator under a lock": "def g():\n    n = 0\n    while True:\n        n += 1\n        yield n\nit = g()\nlock = threading.Lock()\ndef one():\n    with lock: next(it)\ntwo = one\n",
    "loop over a shared generator under a lock": "def g():\n    yield 1\n    yield 2\nit = g()\nlock = threading.Lock()\ndef one():\n    with lock:\n        for x in it: pass\ntwo = one\n",
    "rlock": "l = threading.RLock()\nn = 0\ndef inner():\n    global n\n    with l: n += 1\ndef one():\n    with l: inner()\ntwo = one\n",
    "conditions of one lock": "l = threading.Lock()\na, b = threading.Condition(l), threading.Condition(l)\nturn = 0\ndef one():\n    global turn\n    with a:\n        while turn: a.wait()\n        turn = 1\n        b.notify()\ndef two():\n    global turn\n    with b:\n        while not turn: b.wait()\n        turn = 0\n        a.notify()\n",
    "turns by semaphores": "a, b = threading.Semaphore(1), threading.Semaphore(0)\nn = []\ndef one():\n    for _ in range(2):\n        a.acquire(); n.append(1); b.release()\ndef two():\n    for _ in range(2):\n        b.acquire(); n.append(2); a.release()\n",
    "barrier phases": "w = threading.Barrier(2)\nx = [0, 0]\ny = [0, 0]\ndef work(i):\n    x[i] = i + 1\n    w.wait()\n    y[i] = sum(x)\n    w.wait()\n    x[i] = y[1 - i]\ndef one(): work(0)\ndef two(): work(1)\n",
    "queue of lists": "q = queue.Queue()\ndef one():\n    xs = [1]\n    q.put(xs)\ndef two():\n    xs = q.get()\n    xs.append(2)\n",
    "simple queue of lists": "q = queue.SimpleQueue()\ndef one():\n    xs = [1]\n    xs.append(3)\n    q.put(xs)\ndef two():\n    xs = q.get()\n    xs.append(2)\n",
    "future of a list": "from concurrent.futures import Future\nf = Future()\nxs = []\ndef one():\n    xs.append(1)\n    f.set_result(xs)\ndef two():\n    f.result().append(2)\n",
    "done callback": "from concurrent.futures import Future\nf = Future()\nxs = []\ndef done(f): xs.append(f.result())\ndef one():\n    f.add_done_callback(done)\ndef two():\n    f.set_result(2)\n",
    "thread subclass": "class W(threading.Thread):\n    def run(self): self.result = 1; self.name_seen = self.name\nw = W()\ndef one():\n    w.start()\n    w.join()\n    print(w.result, w.name)\ndef two(): pass\n",
    "lock handed over": "l = threading.Lock()\nl.acquire()\nn = 0\ndef one():\n    global n\n    n = 1\n    l.release()\ndef two():\n    global n\n    l.acquire()\n    n += 1\n",
    "try lock": "l = threading.Lock()\nn = 0\ndef one():\n    global n\n    if l.acquire(blocking=False):\n        n += 1\n        l.release()\ntwo = one\n",
    "locks by order of id": "a, b = threading.Lock(), threading.Lock()\nx = [0]\ndef both(p, q):\n    for l in sorted((p, q), key=id): l.acquire()\n    x[0] += 1\n    p.release(); q.release()\ndef one(): both(a, b)\ndef two(): both(b, a)\n",
    "gate": "g, a, b = threading.Lock(), threading.Lock(), threading.Lock()\ndef one():\n    with g, a, b: pass\ndef two():\n    with g, b, a: pass\n",
    "setdefault": "d = {}\ndef one(): d.setdefault(1, []).append(1)\ntwo = one\n",
    "count": "import itertools\nc = itertools.count()\nout = {}\ndef one(): out[next(c)] = 1\ntwo = one\n",
    "task_done and join": "q = queue.Queue()\nn = []\ndef one():\n    while (x := q.get()) is not None:\n        n.append(x)\n        q.task_done()\ndef two():\n    q.put(1); q.join()\n    n.append(2)\n    q.put(None)\n",
    "iter of get": "q = queue.Queue()\nn = []\ndef one():\n    for x in iter(q.get, None): n.append(x)\ndef two():\n    q.put([1]); q.put(None)\n",
    "exit stack": "import contextlib\na, b = threading.Lock(), threading.Lock()\nn = 0\ndef one():\n    global n\n    with contextlib.ExitStack() as s:\n        s.enter_context(a); s.enter_context(b)\n        n += 1\ntwo = one\n",
    "own lock class": "class L:\n    def __init__(self): self.l = threading.Lock()\n    def __enter__(self): self.l.acquire()\n    def __exit__(self, *a): self.l.release()\nl = L()\nn = 0\ndef one():\n    global n\n    with l: n += 1\ntwo = one\n",
    "read write lock": "c = threading.Condition()\nreaders = 0\nvalue = 0\ndef one():\n    global readers\n    with c: readers += 1\n    value\n    with c:\n        readers -= 1\n        c.notify_all()\ndef two():\n    global value\n    with c:\n        while readers: c.wait()\n        value += 1\n",
    "pool shares by results": "from concurrent.futures import ThreadPoolExecutor\ndef sq(x): return [x]\ndef one():\n    with ThreadPoolExecutor(2) as p:\n        rs = list(p.map(sq, range(3)))\n    rs[0].append(1)\ndef two(): pass\n",
    "as_completed": "from concurrent.futures import ThreadPoolExecutor, as_completed\ndef sq(x): return [x]\ndef one():\n    with ThreadPoolExecutor(2) as p:\n        for f in as_completed([p.submit(sq, i) for i in range(3)]): f.result().append(1)\ndef two(): pass\n",
    "context manager under a lock": "import contextlib\nl = threading.Lock()\nn = 0\n@contextlib.contextmanager\ndef held():\n    with l: yield\ndef one():\n    global n\n    with held(): n += 1\ntwo = one\n",
    "property under a lock": "class A:\n    def __init__(self): self._l = threading.Lock(); self._n = 0\n    @property\n    def n(self):\n        with self._l: return self._n\n    def add(self):\n        with self._l: self._n += 1\na = A()\ndef one(): a.add(); a.n\ntwo = one\n",
    "once by event": "e = threading.Event()\nl = threading.Lock()\nmade = []\ndef one():\n    with l:\n        if not e.is_set():\n            made.append(1)\n            e.set()\n    print(made[0])\ntwo = one\n",
    "tuple published by queue": "q = queue.Queue()\ndef one(): q.put(([1], {}))\ndef two():\n    xs, d = q.get()\n    xs.append(1); d[1] = 2; print(xs, d)\n",
    "args of a thread": "xs = [1]\ndef child(ys): ys.append(2)\ndef one():\n    t = threading.Thread(target=child, args=(xs,))\n    t.start(); t.join()\n    print(xs)\ndef two(): pass\n",
    "target in C": "xs = [1]\ndef one():\n    t = threading.Thread(target=xs.append, args=(2,))\n    t.start(); t.join()\n    print(xs)\ndef two(): pass\n",
    "match under a lock": "class P:\n    x = 0\np = P()\nl = threading.Lock()\ndef one():\n    with l:\n        match p:\n            case P(x=0): p.x = 1\n            case _: p.x = 0\ntwo = one\n",
    "super under a lock": "class A:\n    n = 0\nclass B(A):\n    def get(self):\n        with l: return super().n\nl = threading.Lock()\nb = B()\ndef one():\n    with l: A.n += 1\ndef two(): b.get()\n",
    "exceptions kept": "errs = []\nl = threading.Lock()\ndef one():\n    try: 1 / 0\n    except ZeroDivisionError as e:\n        with l: errs.append(e); print(errs)\ntwo = one\n",
    "timer joined": "n = []\ndef one():\n    t = threading.Timer(0.01, n.append, (1,))\n    t.start(); t.join()\n    print(n)\ndef two(): pass\n",
    "names": "def one(): print(threading.current_thread().name)\ntwo = one\n",
    "daemon heartbeat": "stop = threading.Event()\nbeats = []\ndef one():\n    while not stop.wait(0.001): beats.append(1)\ndef two(): stop.set()\n",
}


def source(name: str) -> str:
    return f"import queue, threading\n{PROGRAMS[name]}{RUN}"
