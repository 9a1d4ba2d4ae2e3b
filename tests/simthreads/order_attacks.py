"""Programs of two threads that touch what they share in ways that are easy to overlook: by name, what
stands before the threads, what each of them does, and what is printed in the end. Knows no engine."""

from __future__ import annotations

import textwrap

END = "print(seen)"
RUN = (
    "threads = [threading.Thread(target=f) for f in (one, two)]\n"
    "for each in threads: each.start()\nfor each in threads: each.join()\n"
)


def source(setup: str, one: str, two: str, end: str = END) -> str:
    works = "".join(
        f"def {name}():\n{textwrap.indent(body, '    ')}\n"
        for name, body in (("one", one), ("two", two))
    )
    return f"import threading\nseen = []\n{setup}{works}{RUN}{end}\n"


PROGRAMS: dict[str, tuple[str, ...]] = {
    "zip over a shared iterator": (
        "it = iter([1,2,3,4])\n",
        "z = zip(it, 'ab')\nfor a, _ in z: seen.append(('x', a))",
        "z = zip(it, 'ab')\nfor a, _ in z: seen.append(('y', a))",
    ),
    "list of islice": (
        "import itertools\nc = itertools.count()\na = b = None\n",
        "global a\na = list(itertools.islice(c, 2))",
        "global b\nb = list(itertools.islice(c, 2))",
        "print(a, b)",
    ),
    "islice advanced late": (
        "import itertools\nc = iter(range(9))\na = b = None\ns1 = itertools.islice(c, 2)\ns2 = itertools.islice(c, 2)\n",
        "global a\na = next(s1)",
        "global b\nb = next(s2)",
        "print(a, b)",
    ),
    "map of a bound append": (
        "items = []\n",
        "list(map(items.append, [1]))",
        "list(map(items.append, [2]))",
        "print(items)",
    ),
    "sorted key dict.get": (
        "d = {1: 5, 2: 6}\n",
        "seen.append(sorted([1,2], key=d.get))",
        "d[1] = 9",
    ),
    "max key dict.get": (
        "d = {1: 5, 2: 6}\n",
        "seen.append(max([1,2], key=d.get))",
        "d[1] = 9",
    ),
    "partial of append": (
        "import functools\nitems = []\nadd = functools.partial(items.append, 1)\nadd2 = functools.partial(items.append, 2)\n",
        "add()",
        "add2()",
        "print(items)",
    ),
    "partial of own": (
        "import functools\nn = 0\ndef inc(k):\n    global n\n    n += k\nadd = functools.partial(inc, 1)\n",
        "add()",
        "add()",
        "print(n)",
    ),
    "iter of pop with sentinel": (
        "items = [0, 1, 2]\n",
        "for x in iter(items.pop, 0): seen.append(('a', x))",
        "for x in iter(items.pop, 0): seen.append(('b', x))",
    ),
    "reduce with a method": (
        "import functools, operator\nitems = []\n",
        "functools.reduce(lambda a, b: items.append(b), [1, 2])",
        "functools.reduce(lambda a, b: items.append(b), [3, 4])",
        "print(items)",
    ),
    "filter by set contains": (
        "s = {1, 2}\n",
        "seen.append(list(filter(s.__contains__, [1, 2])))",
        "s.discard(1)",
    ),
    "attrgetter nested": (
        "import operator\nclass N: pass\no = N(); o.p = N(); o.p.x = 1\nget = operator.attrgetter('p.x')\n",
        "seen.append(get(o))",
        "o.p.x = 2",
    ),
    "methodcaller": (
        "import operator\nitems=[1]\npop = operator.methodcaller('append', 3)\n",
        "pop(items)",
        "seen.append(len(items))",
    ),
    "itemgetter": (
        "import operator\nd={'a':1}\nget = operator.itemgetter('a')\n",
        "seen.append(get(d))",
        "d['a'] = 2",
    ),
    "chain of shared lists": (
        "import itertools\nxs, ys = [1], [2]\n",
        "seen.append(list(itertools.chain(xs, ys)))",
        "ys.append(3)",
    ),
    "chain.from_iterable": (
        "import itertools\nxs, ys = [1], [2]\nall_of = [xs, ys]\n",
        "seen.append(list(itertools.chain.from_iterable(all_of)))",
        "ys.append(3)",
    ),
    "tee": (
        "import itertools\nsrc = iter([1,2])\na, b = itertools.tee(src)\n",
        "seen.append(next(a))",
        "seen.append(next(src))",
        "print(sorted(seen), list(b))",
    ),
    "groupby": (
        "import itertools\nsrc = iter([1,1,2])\n",
        "for k, g in itertools.groupby(src): seen.append(k)",
        "seen.append(next(src, None))",
    ),
    "enumerate deep": (
        "xs = [1, 2]\n",
        "seen.append(list(enumerate(zip(reversed(xs), map(str, xs)))))",
        "xs.append(3)",
    ),
    "accumulate": (
        "import itertools\nxs=[1,2]\nacc = itertools.accumulate(xs)\n",
        "seen.append(list(acc))",
        "xs[1] = 7",
    ),
    "thread target append": (
        "items = []\n",
        "t = threading.Thread(target=items.append, args=(1,)); t.start(); t.join()",
        "seen.append(len(items))",
    ),
    "submit append": (
        "from concurrent.futures import ThreadPoolExecutor\nitems = []\n",
        "with ThreadPoolExecutor(1) as pool: pool.submit(items.append, 1)",
        "seen.append(len(items))",
    ),
    "submit event.set": (
        "from concurrent.futures import ThreadPoolExecutor\ne = threading.Event()\n",
        "with ThreadPoolExecutor(1) as pool: pool.submit(e.set)",
        "seen.append(e.is_set())",
    ),
    "thread target event.set": (
        "e = threading.Event()\n",
        "t = threading.Thread(target=e.set); t.start(); t.join()",
        "seen.append(e.is_set())",
    ),
    "pool.map pop": (
        "from concurrent.futures import ThreadPoolExecutor\nd = {1: 1}\n",
        "with ThreadPoolExecutor(1) as pool: list(pool.map(d.pop, [1]))",
        "seen.append(len(d))",
    ),
    "done callback append": (
        "from concurrent.futures import Future\nf = Future()\nitems = []\nf.add_done_callback(items.append)\n",
        "f.set_result(1)",
        "seen.append(len(items))",
    ),
    "ExitStack callback": (
        "import contextlib\nitems = []\n",
        "with contextlib.ExitStack() as s: s.callback(items.append, 1)",
        "seen.append(len(items))",
    ),
    "wait_for with C predicate": (
        "import threading\nitems = [1]\nc = threading.Condition()\n",
        "with c: seen.append(c.wait_for(items.copy))",
        "items.append(2)",
    ),
    "repr of a tuple of lists": (
        "xs = [1]\nt = (xs, 0)\n",
        "seen.append(repr(t))",
        "xs.append(2)",
    ),
    "format of a tuple": (
        "xs = [1]\nt = (xs, 0)\n",
        "seen.append(f'{t}')",
        "xs.append(2)",
    ),
    "percent with a tuple": (
        "xs = [1]\n",
        "seen.append('%s' % (xs,))",
        "xs.append(2)",
    ),
    "compare tuples": (
        "xs = [1]\nt, u = (xs,), ([1],)\n",
        "seen.append(t == u)",
        "xs.append(2)",
    ),
    "print a tuple": (
        "xs = [1]\n",
        "print((xs,))",
        "xs.append(2)",
    ),
    "str.format attribute": (
        "class B: x = 0\nb = B()\n",
        "seen.append('{0.x}'.format(b))",
        "b.x = 1",
    ),
    "star call": (
        "xs = [1]\ndef f(*a): return len(a)\n",
        "seen.append(f(*xs))",
        "xs.append(2)",
    ),
    "star star call": (
        "d = {'a': 1}\ndef f(**a): return len(a)\n",
        "seen.append(f(**d))",
        "d['b'] = 2",
    ),
    "star print": (
        "xs = [1]\n",
        "print(*xs)",
        "xs.append(2)",
    ),
    "namedtuple of lists": (
        "import collections\nT = collections.namedtuple('T', 'a b')\nt = T([1], 0)\n",
        "seen.append(str(t))",
        "t.a.append(2)",
    ),
    "instance repr through list": (
        "class B:\n    def __init__(self): self.x = 0\n    def __repr__(self): return f'B{self.x}'\nb = B()\nxs = [b]\n",
        "seen.append(repr(xs))",
        "b.x = 1",
    ),
    "attribute of a Thread": (
        "me = threading.main_thread()\nme.n = 0\n",
        "me.n += 1",
        "me.n += 1",
        "print(me.n)",
    ),
    "name of a Thread": (
        "me = threading.main_thread()\n",
        "seen.append(me.name)",
        "me.name = 'x'",
    ),
    "name of an own Thread": (
        "class W(threading.Thread): pass\nw = W(name='w')\n",
        "seen.append(w.name)",
        "w.name = 'x'",
    ),
    "attribute of an own Thread": (
        "class W(threading.Thread): pass\nw = W(name='w')\nw.n = 0\n",
        "w.n += 1",
        "w.n += 1",
        "print(w.n)",
    ),
    "attribute of an Event": (
        "e = threading.Event()\ne.n = 0\n",
        "e.n += 1",
        "e.n += 1",
        "print(e.n)",
    ),
    "args of an exception": (
        "err = ValueError(1)\n",
        "seen.append(err.args)",
        "err.args = (2,)",
    ),
    "note on an exception": (
        "err = ValueError(1)\n",
        "err.add_note('a')",
        "err.add_note('b')",
        "print(err.__notes__)",
    ),
    "defaults of a function": (
        "def f(x=1): return x\n",
        "seen.append(f())",
        "f.__defaults__ = (2,)",
    ),
    "attribute of a function": (
        "def f(): pass\nf.n = 0\n",
        "f.n += 1",
        "f.n += 1",
        "print(f.n)",
    ),
    "class of an instance": (
        "class A:\n    def m(self): return 1\nclass B:\n    def m(self): return 2\no = A()\n",
        "seen.append(o.m())",
        "o.__class__ = B",
    ),
    "special method replaced": (
        "class A:\n    def __len__(self): return 1\na = A()\n",
        "seen.append(len(a))",
        "A.__len__ = lambda self: 2",
    ),
    "special call replaced": (
        "class A:\n    def __call__(self): return 1\na = A()\n",
        "seen.append(a())",
        "A.__call__ = lambda self: 2",
    ),
    "special add replaced": (
        "class A:\n    def __add__(self, o): return 1\na = A()\n",
        "seen.append(a + 1)",
        "A.__add__ = lambda self, o: 2",
    ),
    "method replaced": (
        "class A:\n    def m(self): return 1\na = A()\n",
        "seen.append(a.m())",
        "A.m = lambda self: 2",
    ),
    "super attribute": (
        "class A: x = 0\nclass B(A):\n    def m(self): return super().x\nb = B()\n",
        "seen.append(b.m())",
        "A.x = 2",
    ),
    "match class": (
        "class A: pass\na = A(); a.x = 0\n",
        "match a:\n    case A(x=0): seen.append('zero')\n    case _: seen.append('other')",
        "a.x = 1",
    ),
    "match mapping": (
        "d = {'k': 1}\n",
        "match d:\n    case {'k': v}: seen.append(v)\n    case _: seen.append('other')",
        "del d['k']",
    ),
    "match sequence": (
        "d = [1]\n",
        "match d:\n    case [v]: seen.append(v)\n    case _: seen.append('other')",
        "d.append(2)",
    ),
    "dir of an instance": (
        "class A: pass\na = A()\n",
        "seen.append('x' in dir(a))",
        "a.x = 1",
    ),
    "dict of an instance by getattr": (
        "class A: pass\na = A(); a.x = 0\n",
        "getattr(a, '__dict__')['x'] = 1",
        "seen.append(a.x)",
    ),
    "property": (
        "class A:\n    def __init__(self): self._x = 0\n    @property\n    def x(self): return self._x\n    @x.setter\n    def x(self, v): self._x = v\na = A()\n",
        "a.x += 1",
        "a.x += 1",
        "print(a.x)",
    ),
    "own descriptor": (
        "class D:\n    def __get__(self, o, t): return o.v\n    def __set__(self, o, v): o.v = v\nclass A: x = D()\na = A(); a.v = 0\n",
        "a.x += 1",
        "a.x += 1",
        "print(a.v)",
    ),
    "getattr method": (
        "class A:\n    def __init__(self): self.d = {}\n    def __getattr__(self, n): return len(self.d)\na = A()\n",
        "seen.append(a.zz)",
        "a.d[1] = 1",
    ),
    "cell contents": (
        "def mk():\n    n = 0\n    def get(): return n\n    return get\ng = mk()\n",
        "seen.append(g())",
        "g.__closure__[0].cell_contents = 3",
    ),
    "closure nonlocal": (
        "def mk():\n    n = 0\n    def inc():\n        nonlocal n\n        n += 1\n        return n\n    return inc\ng = mk()\n",
        "g()",
        "g()",
        "print(g())",
    ),
    "mutable default": (
        "def f(x, kept=[]):\n    kept.append(x)\n    return len(kept)\n",
        "seen.append(f(1))",
        "seen.append(f(2))",
    ),
    "class register": (
        "import abc\nclass B(abc.ABC): pass\nclass C: pass\nc = C()\n",
        "seen.append(isinstance(c, B))",
        "B.register(C)",
    ),
    "isinstance by class swap": (
        "class A: pass\nclass B: pass\no = A()\n",
        "seen.append(isinstance(o, A))",
        "o.__class__ = B",
    ),
    "subclass of list made from a list": (
        "class L(list): pass\nxs = [1]\n",
        "seen.append(len(L(xs)))",
        "xs.append(2)",
    ),
    "enum member attribute": (
        "import enum\nclass E(enum.Enum): A = 1\nE.A.n = 0\n",
        "E.A.n += 1",
        "E.A.n += 1",
        "print(E.A.n)",
    ),
    "q.queue": (
        "import queue\nq = queue.Queue()\n",
        "seen.append(len(q.queue))",
        "q.put(1)",
    ),
    "unfinished_tasks": (
        "import queue\nq = queue.Queue()\n",
        "seen.append(q.unfinished_tasks)",
        "q.put(1)",
    ),
    "semaphore value": (
        "s = threading.Semaphore(1)\n",
        "seen.append(s._value)",
        "s.release()",
    ),
    "repr of a lock": (
        "l = threading.Lock()\n",
        "seen.append(repr(l).startswith('<locked'))",
        "with l: pass",
    ),
    "format of an event": (
        "e = threading.Event()\n",
        "seen.append('unset' in f'{e}')",
        "e.set()",
    ),
    "repr of a thread": (
        "t = threading.Thread(target=int, name='t')\n",
        "seen.append('initial' in repr(t))",
        "t.start(); t.join()",
    ),
    "ident of a thread": (
        "t = threading.Thread(target=int, name='t')\n",
        "seen.append(t.ident is None)",
        "t.start(); t.join()",
    ),
    "repr of a future": (
        "from concurrent.futures import Future\nf = Future()\n",
        "seen.append('pending' in repr(f))",
        "f.set_result(1)",
    ),
    "future state": (
        "from concurrent.futures import Future\nf = Future()\n",
        "seen.append(f._state)",
        "f.set_result(1)",
    ),
    "future done": (
        "from concurrent.futures import Future\nf = Future()\n",
        "seen.append(f.done())",
        "f.set_result(1)",
    ),
    "names by number": (
        "def nothing(): pass\n",
        "seen.append(('a', threading.Thread(target=nothing).name))",
        "seen.append(('b', threading.Thread(target=nothing).name))",
        "print(sorted(seen))",
    ),
    "idents": (
        "def nothing(): pass\nids = {}\ndef child(k): ids[k] = threading.get_ident()\n",
        "t = threading.Thread(target=child, args=('a',)); t.start(); t.join()",
        "t = threading.Thread(target=child, args=('b',)); t.start(); t.join()",
        "print(ids['a'] < ids['b'])",
    ),
    "barrier parties": (
        "b = threading.Barrier(1)\n",
        "seen.append(b.n_waiting)",
        "b.wait()",
    ),
    "condition locked": (
        "c = threading.Condition()\n",
        "seen.append(c._is_owned())",
        "with c: pass",
    ),
    "queue empty": (
        "import queue\nq = queue.Queue()\n",
        "seen.append(q.empty())",
        "q.put(1)",
    ),
    "queue shutdown": (
        "import queue\nq = queue.Queue()\nq.put(0)\n",
        "try: q.put(1)\nexcept queue.ShutDown: seen.append('shut')",
        "q.shutdown()",
    ),
    "priority queue": (
        "import queue\nq = queue.PriorityQueue()\nq.put(5)\n",
        "seen.append(q.get())",
        "q.put(1)",
    ),
    "lifo queue": (
        "import queue\nq = queue.LifoQueue()\nq.put(5)\n",
        "seen.append(q.get())",
        "q.put(1)",
    ),
    "simple queue empty": (
        "import queue\nq = queue.SimpleQueue()\n",
        "seen.append(q.empty())",
        "q.put(1)",
    ),
    "shared generator": (
        "def g():\n    for i in range(3): yield i\nit = g()\n",
        "for x in it: seen.append(('a', x))",
        "for x in it: seen.append(('b', x))",
    ),
    "next of a shared generator": (
        "n = 0\ndef g():\n    global n\n    while True:\n        n += 1\n        yield n\nit = g()\n",
        "seen.append(next(it))",
        "seen.append(next(it))",
    ),
    "yield from a shared generator": (
        "def g():\n    yield 1\n    yield 2\nit = g()\ndef d(): yield from it\n",
        "for x in d(): seen.append(('a', x))",
        "for x in d(): seen.append(('b', x))",
    ),
    "close of a generator": (
        "def g():\n    yield 1\n    yield 2\nit = g()\nnext(it)\n",
        "seen.append(next(it, None))",
        "it.close()",
    ),
    "list of a generator expression": (
        "xs = [1, 2]\nit = (x for x in xs)\n",
        "seen.append(list(it))",
        "seen.append(list(it))",
    ),
    "dict changes while iterated": (
        "d = {1: 1, 2: 2}\n",
        "for k in d: seen.append(k)",
        "d[3] = 3",
    ),
    "view while changed": (
        "d = {1: 1}\n",
        "seen.append(list(d.items()))",
        "d[3] = 3",
    ),
    "deque changes while iterated": (
        "import collections\nd = collections.deque([1, 2])\n",
        "for k in d: seen.append(k)",
        "d.append(3)",
    ),
    "counter update": (
        "import collections\nc = collections.Counter()\n",
        "c.update('a')",
        "c.update('a')",
        "print(c)",
    ),
    "counter plus": (
        "import collections\nc = collections.Counter()\n",
        "c['a'] += 1",
        "c['a'] += 1",
        "print(c)",
    ),
    "defaultdict with an own factory": (
        "import collections\nmade = []\ndef mk():\n    made.append(1)\n    return []\nd = collections.defaultdict(mk)\n",
        "d[1].append(1)",
        "d[1].append(2)",
        "print(len(made), d[1])",
    ),
    "ordereddict": (
        "import collections\nd = collections.OrderedDict(a=1, b=2)\n",
        "d.move_to_end('a')",
        "seen.append(list(d))",
    ),
    "ordereddict popitem": (
        "import collections\nd = collections.OrderedDict(a=1, b=2)\n",
        "seen.append(d.popitem(last=False))",
        "d.pop('a', None)",
    ),
    "chainmap": (
        "import collections\nd1, d2 = {}, {'x': 1}\nm = collections.ChainMap(d1, d2)\n",
        "seen.append(m['x'])",
        "d1['x'] = 2",
    ),
    "userdict": (
        "import collections\nd = collections.UserDict(a=1)\n",
        "seen.append(d['a'])",
        "d.data['a'] = 2",
    ),
    "userlist": (
        "import collections\nd = collections.UserList([1])\n",
        "seen.append(len(d))",
        "d.append(2)",
    ),
    "sort with a key": (
        "xs = [2, 1]\ndef key(x): return x\n",
        "xs.sort(key=key)",
        "seen.append(len(xs))",
        "print(seen, xs)",
    ),
    "heap": (
        "import heapq\nh = []\n",
        "heapq.heappush(h, 1)",
        "seen.append(len(h))",
    ),
    "insort with a key": (
        "import bisect\nh = [1]\ndef key(x): return x\n",
        "bisect.insort(h, 3, key=key)",
        "h.append(2)",
        "print(h)",
    ),
    "dict with own keys": (
        "class K:\n    def __eq__(s, o): return True\n    __hash__ = lambda s: 1\nd = {K(): 1}\n",
        "seen.append(d.get(K()))",
        "d.clear()",
    ),
    "set pop": (
        "s = {1, 2}\n",
        "seen.append(s.pop())",
        "seen.append(s.pop())",
    ),
    "dict or-equals": (
        "d = {}\n",
        "global d\nd |= {1: 1}",
        "seen.append(len(d))",
    ),
    "extended slice delete": (
        "xs = [1, 2, 3]\n",
        "del xs[:]",
        "seen.append(len(xs))",
    ),
    "unpack": (
        "xs = [1, 2]\n",
        "a, b = xs",
        "xs.append(3)",
    ),
    "get string key of globals": (
        "total = 0\n",
        "seen.append(total)",
        "global total\ntotal = 1",
    ),
    "delete a global": (
        "total = 0\n",
        "try: seen.append(total)\nexcept NameError: seen.append('gone')",
        "global total\ndel total",
    ),
    "daemon is cut off at exit": (
        "def d():\n    print('a')\n    print('b')\n",
        "threading.Thread(target=d, daemon=True).start()",
        "pass",
        "print('end')",
    ),
    "daemon changes what the end shows": (
        "n = 0\ndef d():\n    global n\n    n = 1\n    n = 2\nthreading.Thread(target=d, daemon=True).start()\n",
        "pass",
        "pass",
        "print(n)",
    ),
    "exception in a thread": (
        "n = 0\n",
        "global n\nn = 1\nraise ValueError",
        "seen.append(n)",
    ),
    "exit in a thread": (
        "import sys\nn = 0\n",
        "global n\nn = 1\nsys.exit(3)",
        "seen.append(n)",
    ),
    "main ends first": (
        "def d():\n    print('late')\nthreading.Thread(target=d).start()\n",
        "pass",
        "pass",
        "print('end')",
    ),
    "recursion limit": (
        "import sys\n",
        "sys.setrecursionlimit(555)",
        "seen.append(sys.getrecursionlimit())",
    ),
    "stack size": (
        "",
        "threading.stack_size(65536)",
        "seen.append(threading.stack_size())",
    ),
    "local": (
        "l = threading.local()\nl.x = 1\n",
        "l.x = 1; seen.append(l.x)",
        "seen.append(hasattr(l, 'x'))",
        "print(sorted(seen))",
    ),
    "local subclass": (
        "class L(threading.local):\n    made = []\n    def __init__(self): self.made.append(1); self.k = len(self.made)\nl = L()\n",
        "seen.append(('a', l.k))",
        "seen.append(('b', l.k))",
        "print(sorted(seen))",
    ),
    "cmp_to_key": (
        "import functools\nxs=[2,1]\n",
        "xs.sort(key=functools.cmp_to_key(lambda a, b: a - b))",
        "seen.append(len(xs))",
    ),
    "total_ordering": (
        "import functools\n@functools.total_ordering\nclass A:\n    def __init__(s, x): s.x = x\n    def __lt__(s, o): return s.x < o.x\n    def __eq__(s, o): return s.x == o.x\na, b = A(1), A(2)\n",
        "seen.append(a >= b)",
        "a.x = 3",
    ),
    "contextmanager shared": (
        "import contextlib\nn = 0\n@contextlib.contextmanager\ndef cm():\n    global n\n    k = n\n    yield\n    n = k + 1\n",
        "with cm(): pass",
        "with cm(): pass",
        "print(n)",
    ),
    "barrier abort": (
        "b = threading.Barrier(2)\n",
        "try: b.wait(); seen.append('met')\nexcept threading.BrokenBarrierError: seen.append('broken')",
        "b.abort()",
    ),
    "as_completed": (
        "from concurrent.futures import ThreadPoolExecutor, as_completed\n",
        "with ThreadPoolExecutor(2) as pool:\n    fs = [pool.submit(lambda i=i: i) for i in range(2)]\n    seen.append([f.result() for f in as_completed(fs)])",
        "pass",
    ),
    "wait first completed": (
        "from concurrent.futures import ThreadPoolExecutor, wait, FIRST_COMPLETED\n",
        "with ThreadPoolExecutor(2) as pool:\n    fs = [pool.submit(lambda i=i: i) for i in range(2)]\n    seen.append(len(wait(fs, return_when=FIRST_COMPLETED).done))",
        "pass",
    ),
    "future cancel": (
        "from concurrent.futures import ThreadPoolExecutor\n",
        "with ThreadPoolExecutor(1) as pool:\n    f = pool.submit(int)\n    seen.append(f.cancel())",
        "pass",
    ),
    "executor shutdown cancels": (
        "from concurrent.futures import ThreadPoolExecutor\npool = ThreadPoolExecutor(1)\nfs = [pool.submit(int) for _ in range(2)]\n",
        "pool.shutdown(cancel_futures=True)\nseen.append([f.cancelled() for f in fs])",
        "pass",
    ),
    "submit after shutdown": (
        "from concurrent.futures import ThreadPoolExecutor\npool = ThreadPoolExecutor(1)\n",
        "try: pool.submit(int)\nexcept RuntimeError: seen.append('no')",
        "pool.shutdown()",
    ),
    "sleep": (
        "import time\nn = 0\n",
        "global n\ntime.sleep(0.01)\nn = 1",
        "time.sleep(0.02)\nseen.append(n)",
    ),
    "get timeout": (
        "import queue\nq = queue.Queue()\n",
        "try: seen.append(q.get(timeout=0.01))\nexcept queue.Empty: seen.append('empty')",
        "q.put(1)",
    ),
    "get nowait": (
        "import queue\nq = queue.Queue()\n",
        "try: seen.append(q.get_nowait())\nexcept queue.Empty: seen.append('empty')",
        "q.put(1)",
    ),
    "event wait timeout": (
        "e = threading.Event()\n",
        "seen.append(e.wait(0.01))",
        "e.set()",
    ),
    "lock timeout": (
        "l = threading.Lock()\n",
        "seen.append(l.acquire(timeout=0.01))",
        "with l: pass",
    ),
    "lock timeout zero": (
        "l = threading.Lock()\n",
        "seen.append(l.acquire(timeout=0))",
        "with l: pass",
    ),
    "condition wait timeout": (
        "c = threading.Condition()\n",
        "with c: seen.append(c.wait(0.01))",
        "with c: c.notify()",
    ),
    "event wait zero": (
        "e = threading.Event()\n",
        "seen.append(e.wait(0))",
        "e.set()",
    ),
    "join timeout zero": (
        "w = threading.Thread(target=print)\nw.start()\n",
        "w.join(0)\nseen.append(w.is_alive())",
        "pass",
    ),
    "barrier wait timeout": (
        "b = threading.Barrier(2)\n",
        "try: b.wait(0.01); seen.append('met')\nexcept threading.BrokenBarrierError: seen.append('broken')",
        "try: b.wait(); seen.append('met')\nexcept threading.BrokenBarrierError: seen.append('broken')",
    ),
    "semaphore timeout": (
        "s = threading.Semaphore(0)\n",
        "seen.append(s.acquire(timeout=0.01))",
        "s.release()",
    ),
    "result timeout": (
        "from concurrent.futures import Future\nf = Future()\n",
        "try: seen.append(f.result(timeout=0.01))\nexcept TimeoutError: seen.append('late')",
        "f.set_result(1)",
    ),
    "timer": (
        "n = 0\ndef late():\n    global n\n    n = 1\nt = threading.Timer(0.01, late)\n",
        "t.start(); t.join()",
        "seen.append(n)",
    ),
    "timer cancelled": (
        "n = 0\ndef late():\n    global n\n    n = 1\nt = threading.Timer(0.01, late)\nt.start()\n",
        "t.cancel()",
        "pass",
        "t.join(); print(n)",
    ),
    "time": (
        "import time\n",
        "seen.append(time.time() > 0)",
        "pass",
    ),
    "import in threads": (
        "",
        "from fractions import Fraction\nseen.append(Fraction(1))",
        "import string\nseen.append(string.digits)",
    ),
    "map of len over lists": (
        "xs, ys = [1], [2]\nall_of = [xs, ys]\n",
        "seen.append(list(map(len, all_of)))",
        "ys.append(3)",
    ),
    "for over chain.from_iterable": (
        "import itertools\nxs, ys = [1], [2]\nall_of = [xs, ys]\n",
        "for x in itertools.chain.from_iterable(all_of): seen.append(x)",
        "ys.append(3)",
    ),
    "property of an itemgetter": (
        "import operator\nclass A:\n    x = property(operator.attrgetter('y'))\na = A(); a.y = 1\n",
        "seen.append(a.x)",
        "a.y = 2",
    ),
    "submit in a loop": (
        "from concurrent.futures import ThreadPoolExecutor\nitems = []\ndef own(x): pass\n",
        "with ThreadPoolExecutor(1) as pool:\n    for f in (own, items.append): pool.submit(f, 1)",
        "seen.append(len(items))",
    ),
    "pool.map over a list": (
        "from concurrent.futures import ThreadPoolExecutor\nxs = [1]\ndef f(x): return x\n",
        "with ThreadPoolExecutor(1) as pool: seen.append(list(pool.map(f, xs)))",
        "xs.append(2)",
    ),
    "size of an own queue": (
        "import queue\nclass Q(queue.Queue):\n    def size(self): return len(self.queue)\nq = Q()\n",
        "seen.append(q.size())",
        "q.put(1)",
    ),
    "own queue with own put": (
        "import queue\nclass Q(queue.Queue):\n    def _put(self, x): self.queue.append(x)\nq = Q()\n",
        "seen.append(q.qsize())",
        "q.put(1)",
    ),
    "own event": (
        "class E(threading.Event):\n    def set(self):\n        self.n = 1\n        super().set()\ne = E(); e.n = 0\n",
        "seen.append((e.is_set(), e.n))",
        "e.set()",
    ),
    "own lock with a count": (
        "class L:\n    def __init__(self): self.l = threading.Lock(); self.n = 0\n    def __enter__(self):\n        self.n += 1\n        self.l.acquire()\n    def __exit__(self, *a):\n        self.l.release()\nl = L()\n",
        "with l: pass",
        "with l: pass",
        "print(l.n)",
    ),
    "thread name by getName": (
        "w = threading.main_thread()\n",
        "seen.append(w.getName())",
        "w.setName('x')",
    ),
    "format of a semaphore": (
        "s = threading.Semaphore(1)\n",
        "seen.append(str(s)[-10:])",
        "s.acquire()",
    ),
    "repr of a list with an event": (
        "e = threading.Event()\nxs = [e]\n",
        "seen.append('unset' in repr(xs))",
        "e.set()",
    ),
    "join of zero": (
        "w = threading.Thread(target=lambda: None)\n",
        "w.start(); w.join(0)\nseen.append(1)\nw.join()",
        "pass",
    ),
    "partial over a dict": (
        "import functools, operator\nd = {}\nput = functools.partial(operator.setitem, d, 1)\n",
        "put(1)",
        "put(2)",
        "print(d)",
    ),
    "reduce of iadd": (
        "import functools, operator\nxs = []\n",
        "functools.reduce(operator.iadd, [[1]], xs)",
        "functools.reduce(operator.iadd, [[2]], xs)",
        "print(xs)",
    ),
    "starmap": (
        "import itertools\nd = {}\n",
        "list(itertools.starmap(d.__setitem__, [(1, 1)]))",
        "list(itertools.starmap(d.__setitem__, [(1, 2)]))",
        "print(d)",
    ),
    "heapq.merge lazily": (
        "import heapq\nxs = [1, 3]\nit = heapq.merge(xs, [2])\n",
        "seen.append(list(it))",
        "xs.append(4)",
    ),
    "nlargest by dict.get": (
        "import heapq\nd = {1: 5, 2: 6}\n",
        "seen.append(heapq.nlargest(1, [1, 2], key=d.get))",
        "d[1] = 9",
    ),
    "sum of a generator over a shared dict": (
        "d = {1: 1}\n",
        "seen.append(sum(v for v in d.values()))",
        "d[2] = 2",
    ),
    "any over a list": (
        "xs = [0]\n",
        "seen.append(any(xs))",
        "xs[0] = 1",
    ),
    "join of a list": (
        "xs = ['a']\n",
        "seen.append(','.join(xs))",
        "xs.append('b')",
    ),
    "sorted in place of dict keys": (
        "d = {2: 1}\n",
        "seen.append(sorted(d))",
        "d[1] = 1",
    ),
    "dict from zip": (
        "ks, vs = ['a'], [1]\n",
        "seen.append(dict(zip(ks, vs)))",
        "vs[0] = 2",
    ),
    "set update by a list": (
        "s = set()\nxs = [1]\n",
        "s.update(xs)\nseen.append(len(s))",
        "xs.append(2)",
    ),
    "in a tuple of lists": (
        "xs = [1]\nt = (xs,)\n",
        "seen.append([1, 2] in t)",
        "xs.append(2)",
    ),
    "max of lists": (
        "xs, ys = [1], [2]\n",
        "seen.append(max(xs, ys))",
        "xs[0] = 3",
    ),
    "user list add": (
        "import collections\nxs = collections.UserList([1])\n",
        "seen.append(list(xs + [0]))",
        "xs.append(2)",
    ),
    "user string": (
        "import collections\nclass A: pass\na = A(); a.s = collections.UserString('x')\n",
        "seen.append(str(a.s))",
        "a.s = 'y'",
    ),
    "counter most common": (
        "import collections\nc = collections.Counter('aab')\n",
        "seen.append(c.most_common(1))",
        "c['b'] += 5",
    ),
    "counter total": (
        "import collections\nc = collections.Counter('aab')\n",
        "seen.append(c.total())",
        "c['b'] += 5",
    ),
    "deque rotate": (
        "import collections\nd = collections.deque([1, 2, 3])\n",
        "d.rotate(1)",
        "seen.append(d[0])",
    ),
    "deque index": (
        "import collections\nd = collections.deque([1, 2, 3])\n",
        "seen.append(d[-1])",
        "d.append(5)",
    ),
    "dict subclass with missing": (
        "class D(dict):\n    def __missing__(self, k):\n        self[k] = len(self)\n        return self[k]\nd = D()\n",
        "seen.append(('a', d['a']))",
        "seen.append(('b', d['b']))",
        "print(sorted(seen))",
    ),
    "class attribute counter": (
        "class A:\n    n = 0\n    def __init__(self): A.n += 1\n",
        "A()",
        "A()",
        "print(A.n)",
    ),
    "class attribute by self": (
        "class A:\n    n = 0\n    def inc(self): self.n += 1\na = A()\n",
        "a.inc()",
        "a.inc()",
        "print(a.n)",
    ),
    "classmethod state": (
        "class A:\n    n = 0\n    @classmethod\n    def inc(cls): cls.n += 1\n",
        "A.inc()",
        "A.inc()",
        "print(A.n)",
    ),
    "slots": (
        "class A:\n    __slots__ = ('n',)\na = A(); a.n = 0\n",
        "a.n += 1",
        "a.n += 1",
        "print(a.n)",
    ),
    "own iterator": (
        "class I:\n    def __init__(self): self.n = 0\n    def __iter__(self): return self\n    def __next__(self):\n        self.n += 1\n        if self.n > 2: raise StopIteration\n        return self.n\ni = I()\n",
        "seen.append(list(i))",
        "seen.append(list(i))",
    ),
    "own context manager": (
        "class C:\n    n = 0\n    def __enter__(self): self.n += 1\n    def __exit__(self, *a): self.n -= 1\nc = C()\n",
        "with c: seen.append(c.n)",
        "with c: seen.append(c.n)",
    ),
    "own format": (
        "class A:\n    x = 0\n    def __format__(self, s): return str(self.x)\na = A()\n",
        "seen.append(f'{a}')",
        "a.x = 1",
    ),
    "own hash and eq in a set": (
        "class K:\n    def __init__(s, v): s.v = v\n    def __eq__(s, o): return s.v == o.v\n    __hash__ = None\nk = K(1)\nxs = [k]\n",
        "seen.append(K(2) in xs)",
        "k.v = 2",
    ),
    "sort with own lt": (
        "class K:\n    def __init__(s, v): s.v = v\n    def __lt__(s, o): return s.v < o.v\n    def __repr__(s): return str(s.v)\na, b = K(1), K(2)\nxs = [a, b]\n",
        "xs.sort()\nseen.append(str(xs))",
        "a.v = 3",
    ),
    "global by module attribute": (
        "import sys\nsys.kept = 0\n",
        "sys.kept += 1",
        "sys.kept += 1",
        "print(sys.kept)",
    ),
    "recursion through a shared dict": (
        "memo = {}\ncalls = []\ndef fib(n):\n    if n in memo: return memo[n]\n    calls.append(n)\n    memo[n] = n if n < 2 else fib(n - 1) + fib(n - 2)\n    return memo[n]\n",
        "fib(2)",
        "fib(2)",
        "print(len(calls))",
    ),
    "exception group": (
        "errs = []\n",
        "try: raise ExceptionGroup('g', [ValueError(len(errs))])\nexcept* ValueError as g: seen.append(g.exceptions[0].args)",
        "errs.append(1)",
    ),
    "walrus": (
        "xs = [1]\n",
        "if (n := len(xs)) > 1: seen.append(n)",
        "xs.append(1)",
    ),
    "del in a loop": (
        "d = {1: 1, 2: 2}\n",
        "for k in list(d): del d[k]",
        "seen.append(len(d))",
    ),
    "swap": (
        "a, b = 1, 2\n",
        "global a, b\na, b = b, a",
        "global a, b\na, b = b, a",
        "print(a, b)",
    ),
    "string plus": (
        "s = ''\n",
        "global s\ns += 'a'",
        "global s\ns += 'b'",
        "print(s)",
    ),
    "semaphore release too often": (
        "s = threading.BoundedSemaphore(1)\n",
        "s.acquire()\ns.release()",
        "try:\n    s.release()\nexcept ValueError: seen.append('too many')",
    ),
    "rlock by another": (
        "l = threading.RLock()\n",
        "l.acquire()",
        "seen.append(l.acquire(blocking=False))",
    ),
    "barrier of two": (
        "b = threading.Barrier(2, action=lambda: seen.append('met'))\n",
        "seen.append(b.wait())",
        "seen.append(b.wait())",
        "print(sorted(map(str, seen)))",
    ),
    "condition notify before wait": (
        "c = threading.Condition()\nready = []\n",
        "with c:\n    if not ready: c.wait()",
        "with c: c.notify()\nready.append(1)",
    ),
    "current thread name": (
        "",
        "seen.append(threading.current_thread().name)",
        "threading.main_thread().name = 'z'\nseen.append('b')",
        "print(sorted(seen))",
    ),
    "thread in a thread": (
        "n = 0\ndef inc():\n    global n\n    n += 1\n",
        "w = threading.Thread(target=inc); w.start(); w.join()",
        "w = threading.Thread(target=inc); w.start(); w.join()",
        "print(n)",
    ),
    "cond with own lock": (
        "l = threading.Lock()\nc = threading.Condition(l)\nn = []\n",
        "with l: n.append(1)",
        "with c: seen.append(len(n))",
    ),
    "stop iteration of next with default": (
        "it = iter([1])\n",
        "seen.append(('a', next(it, None)))",
        "seen.append(('b', next(it, None)))",
        "print(sorted(seen, key=str))",
    ),
    "slice assign": (
        "xs = [1, 2, 3]\n",
        "xs[0:2] = [9]",
        "seen.append(xs[1])",
    ),
    "bytes buffer": (
        "b = bytearray(b'ab')\n",
        "b[0] = 120",
        "seen.append(bytes(b))",
    ),
    "int from bytearray": (
        "b = bytearray(b'12')\n",
        "seen.append(int(b))",
        "b[0] = 51",
    ),
    "math over a list": (
        "import math\nxs = [1.0, 2.0]\n",
        "seen.append(math.fsum(xs))",
        "xs[0] = 5.0",
    ),
    "math.prod": (
        "import math\nxs = [1, 2]\n",
        "seen.append(math.prod(xs))",
        "xs[0] = 5",
    ),
    "operator.index in": (
        "import operator\nxs = [1, 2]\n",
        "seen.append(operator.contains(xs, 5))",
        "xs[0] = 5",
    ),
    "string template": (
        "import string\nd = {'a': 1}\nt = string.Template('$a')\n",
        "seen.append(t.substitute(d))",
        "d['a'] = 2",
    ),
    "textwrap of joined": (
        "import textwrap\nxs = ['a']\n",
        "seen.append(textwrap.fill(' '.join(xs)))",
        "xs.append('b')",
    ),
    "fraction": (
        "from fractions import Fraction\nf = Fraction(1)\n",
        "global f\nf += 1",
        "global f\nf += 1",
        "print(f)",
    ),
    "enum dict": (
        "import enum\nclass C(enum.Enum):\n    A = []\n",
        "C.A.value.append(1)",
        "seen.append(len(C.A.value))",
    ),
    "typing cast": (
        "import typing\nxs = [1]\n",
        "seen.append(len(typing.cast(list, xs)))",
        "xs.append(2)",
    ),
    "namedtuple replace": (
        "import collections\nT = collections.namedtuple('T', 'a')\nv = T(1)\n",
        "global v\nv = v._replace(a=v.a + 1)",
        "global v\nv = v._replace(a=v.a + 1)",
        "print(v)",
    ),
    "ordereddict view": (
        "import collections\nd = collections.OrderedDict(a=1)\n",
        "for k in d.keys(): seen.append(k)",
        "d['b'] = 2",
    ),
    "dict popitem in a loop": (
        "d = {1: 1, 2: 2}\n",
        "while d: seen.append(d.popitem())",
        "while d: seen.append(d.popitem())",
    ),
    "list pop in a loop": (
        "xs = [1, 2]\n",
        "while xs: seen.append(xs.pop())",
        "while xs: seen.append(xs.pop())",
    ),
    "lambda default": (
        "n = 1\nf = lambda k=[]: k\n",
        "f().append(1)",
        "seen.append(len(f()))",
    ),
    "nested function state": (
        "def outer():\n    outer.n = getattr(outer, 'n', 0) + 1\n",
        "outer()",
        "outer()",
        "print(outer.n)",
    ),
    "vars by setattr": (
        "class A: pass\na = A()\n",
        "setattr(a, 'x', getattr(a, 'x', 0) + 1)",
        "setattr(a, 'x', getattr(a, 'x', 0) + 1)",
        "print(a.x)",
    ),
    "isinstance with a protocol": (
        "from typing import Protocol, runtime_checkable\n@runtime_checkable\nclass P(Protocol):\n    x: int\nclass A: pass\na = A()\n",
        "seen.append(isinstance(a, P))",
        "a.x = 1",
    ),
    "issubclass hook": (
        "import collections.abc\nclass A: pass\n",
        "seen.append(isinstance(A(), collections.abc.Sized))",
        "A.__len__ = lambda s: 0",
    ),
    "setrecursion by name": (
        "from sys import setrecursionlimit, getrecursionlimit\n",
        "setrecursionlimit(777)",
        "seen.append(getrecursionlimit())",
    ),
    "chdir": (
        "import contextlib\n",
        "with contextlib.chdir('/'): pass",
        "pass",
    ),
    "comprehension over shared": (
        "xs = [1, 2]\n",
        "seen.append([x for x in xs])",
        "xs.append(3)",
    ),
    "dict comprehension": (
        "d = {1: 1}\n",
        "seen.append({k: v for k, v in d.items()})",
        "d[2] = 2",
    ),
    "unpack star": (
        "xs = [1, 2]\n",
        "a, *b = xs\nseen.append(b)",
        "xs.append(3)",
    ),
    "list literal star": (
        "xs = [1, 2]\n",
        "seen.append([*xs])",
        "xs.append(3)",
    ),
    "augmented index": (
        "xs = [0]\n",
        "xs[0] += 1",
        "xs[0] += 1",
        "print(xs)",
    ),
    "print with sep from a list": (
        "xs = [1]\n",
        "print('a', xs, sep='-')",
        "xs.append(2)",
    ),
    "assert message": (
        "xs = [1]\n",
        "assert len(xs) < 2, xs",
        "xs.append(2)",
    ),
    "getattr with default": (
        "class A: pass\na = A()\n",
        "seen.append(getattr(a, 'x', None))",
        "a.x = 1",
    ),
    "hasattr then use": (
        "class A: pass\na = A(); a.x = 1\n",
        "if hasattr(a, 'x'): seen.append(a.x)",
        "del a.x",
    ),
    "weak publication": (
        "class A:\n    def __init__(self): self.x = 1\na = None\n",
        "global a\na = A()",
        "if a is not None: seen.append(a.x)",
    ),
    "double checked": (
        "made = []\ninst = None\nl = threading.Lock()\ndef get():\n    global inst\n    if inst is None:\n        with l:\n            made.append(1)\n            inst = 1\n",
        "get()",
        "get()",
        "print(len(made))",
    ),
}
