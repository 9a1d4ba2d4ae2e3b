"""Programs of two threads, as in `order_attacks`, that give what they share to functions in C: the
arguments of methods, classes, modules and functions as arguments, errors that are raised. Knows no
engine."""

from __future__ import annotations

PROGRAMS: dict[str, tuple[str, ...]] = {
    "set isdisjoint": (
        "s = {1}\nt = set()\n",
        "seen.append(s.isdisjoint(t))",
        "t.add(1)",
    ),
    "set union generator": (
        "s = {1}\nit = iter([2, 3])\n",
        "seen.append(sorted(s.union(it)))",
        "seen.append(next(it, None))",
    ),
    "list extend a shared map": (
        "xs = []\nsrc = [1, 2]\n",
        "xs.extend(map(abs, src))",
        "src.append(3)",
        "print(xs)",
    ),
    "list extend shared iterator": (
        "xs = []\nit = iter([1, 2, 3])\n",
        "xs.extend(it)",
        "seen.append(next(it, None))",
        "print(xs, seen)",
    ),
    "list sort by dict.get": (
        "xs = [1, 2]\nd = {1: 1, 2: 2}\n",
        "xs.sort(key=d.get)",
        "d[1] = 5",
        "print(xs)",
    ),
    "list index of a list": (
        "xs = [[1], [2]]\ny = [2]\n",
        "seen.append(xs.index(y) if y in xs else -1)",
        "y[0] = 1",
    ),
    "list count": (
        "xs = [[1], [1]]\ny = [1]\n",
        "seen.append(xs.count(y))",
        "xs[0].append(2)",
    ),
    "bytes join": (
        "xs = [bytearray(b'a')]\nsep = bytearray(b'-')\n",
        "seen.append(sep.join(xs * 2))",
        "xs[0][0] = 98",
    ),
    "bytearray find": (
        "b = bytearray(b'abc')\nc = bytearray(b'c')\n",
        "seen.append(b.find(c))",
        "c[0] = 97",
    ),
    "dict update by zip": (
        "d = {}\nks = ['a']\nvs = [1]\n",
        "d.update(zip(ks, vs))",
        "ks.append('b'); vs.append(2)",
        "print(d)",
    ),
    "set update enumerate": (
        "s = set()\nxs = ['a']\n",
        "s.update(enumerate(xs))",
        "xs.append('b')",
        "print(sorted(s))",
    ),
    "setattr of type": (
        "class A: n = 0\n",
        "type.__setattr__(A, 'n', A.n + 1)",
        "A.n += 1",
        "print(A.n)",
    ),
    "delattr of type": (
        "class A: n = 0\n",
        "type.__delattr__(A, 'n')",
        "seen.append(hasattr(A, 'n'))",
    ),
    "setattr of an instance": (
        "class A: n = 0\na = A()\n",
        "a.__setattr__('n', a.n + 1)",
        "a.n += 1",
        "print(a.n)",
    ),
    "getattribute of object": (
        "class A: n = 0\na = A()\n",
        "seen.append(object.__getattribute__(a, 'n'))",
        "a.n = 1",
    ),
    "module setattr slot": (
        "import sys, math\nmath.q = 0\n",
        "math.__setattr__('q', math.q + 1)",
        "math.q += 1",
        "print(math.q)",
    ),
    "super setattr": (
        "class A:\n    def __setattr__(s, k, v): super().__setattr__(k, v)\na = A(); a.n = 0\n",
        "a.n = a.n + 1",
        "a.n = a.n + 1",
        "print(a.n)",
    ),
    "traceback": (
        "err = ValueError()\n",
        "try: raise err\nexcept ValueError: pass",
        "seen.append(err.__traceback__ is None)",
    ),
    "context": (
        "err = ValueError()\n",
        "try:\n    try: 1/0\n    finally: raise err\nexcept ValueError: pass",
        "seen.append(err.__context__ is None)",
    ),
    "cause": (
        "err = ValueError()\nwhy = KeyError()\n",
        "try: raise err from why\nexcept ValueError: pass",
        "seen.append(err.__cause__ is why)",
    ),
    "with_traceback": (
        "err = ValueError()\n",
        "err.with_traceback(None)\ntry: raise err\nexcept ValueError: pass",
        "seen.append(err.__traceback__ is None)",
    ),
    "same error raised twice": (
        "err = ValueError()\n",
        "try: raise err\nexcept ValueError: seen.append(1)",
        "try: raise err\nexcept ValueError: seen.append(1)",
    ),
    "attrgetter of a class": (
        "import operator\nclass A: n = 0\nget = operator.attrgetter('n')\n",
        "seen.append(get(A))",
        "A.n = 1",
    ),
    "attrgetter of a module": (
        "import operator, math\nmath.n = 0\nget = operator.attrgetter('n')\n",
        "seen.append(get(math))",
        "math.n = 1",
    ),
    "map getattr over a class": (
        "class A: n = 0\n",
        "seen.append(list(map(getattr, [A], ['n'])))",
        "A.n = 1",
    ),
    "partial setattr": (
        "import functools\nclass A: n = 0\nput = functools.partial(setattr, A, 'n')\n",
        "put(A.n + 1)",
        "put(A.n + 1)",
        "print(A.n)",
    ),
    "map setattr": (
        "class A: n = 0\n",
        "list(map(setattr, [A], ['n'], [A.n + 1]))",
        "A.n += 1",
        "print(A.n)",
    ),
    "function attribute by attrgetter": (
        "import operator\ndef f(): pass\nf.n = 0\nget = operator.attrgetter('n')\n",
        "seen.append(get(f))",
        "f.n = 1",
    ),
    "new singleton": (
        "class S:\n    one = None\n    def __new__(c):\n        if c.one is None:\n            c.one = super().__new__(c)\n            seen.append('made')\n        return c.one\n",
        "S()",
        "S()",
    ),
}
