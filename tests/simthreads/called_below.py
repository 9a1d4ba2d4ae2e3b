"""Makes programs whose own code runs below C: what the interpreter calls by itself, in threads."""

from __future__ import annotations

import random

#: Each is a body of `work(box)`, drawn with a number; all of it is called by C, not by the program.
PIECES = (
    "class C:\n    def __init__(self, n):\n        self.n = n\n    def __len__(self):\n"
    "        return self.n\nbox.append(len(C({n})))",
    "class P:\n    @property\n    def value(self):\n        x = {n}\n        return x\n"
    "box.append(P().value)",
    "class D:\n    def __get__(self, owner, kind):\n        return {n}\n    def __set_name__(self,"
    " owner, name):\n        self.name = name\nclass U:\n    field = D()\nbox.append(U().field)",
    "class E:\n    def __init__(self, n):\n        self.n = n\n    def __eq__(self, other):\n"
    "        return self.n == other.n\n    def __hash__(self):\n        return hash(self.n)\n"
    "box.append(len({{E({n}), E({n}), E(1)}}))",
    "class L:\n    def __init__(self, n):\n        self.n = n\n    def __lt__(self, other):\n"
    "        return self.n < other.n\nbox.append(min([L({n}), L(2)]).n)",
    "box.append(sorted(range({n}), key=lambda n: -n)[0:2])",
    "class M:\n    def __enter__(self):\n        return {n}\n    def __exit__(self, *error):\n"
    "        return True\nwith M() as n:\n    box.append(n)\n    raise ValueError",
    "def count(n):\n    for i in range(n):\n        yield i\nbox.append(sum(count({n})))",
    "box.append([i * i for i in range({n}) if i % 2])",
    "box.append(list(map(lambda n: n + 1, filter(lambda n: n % 2, range({n})))))",
    "class F:\n    def __del__(self):\n        box.append('gone {n}')\nF()",
    "import contextlib\n@contextlib.contextmanager\ndef opened():\n    yield {n}\n"
    "with opened() as n:\n    box.append(n)",
    "class G:\n    def __getattr__(self, name):\n        return name * {n}\nbox.append(G().a)",
    "class S:\n    def __str__(self):\n        return 'S{n}'\n    def __repr__(self):\n"
    "        return 'R{n}'\nbox.append(f'{{S()}} {{[S()]}}')",
    "class I:\n    def __iter__(self):\n        return self\n    def __next__(self):\n"
    "        raise StopIteration\nbox.append(list(I()))",
    "class A:\n    def __init_subclass__(cls, **kw):\n        cls.kw = kw\nclass B(A, n={n}):\n"
    "    pass\nbox.append(B.kw)",
    "import functools\nbox.append(functools.reduce(lambda a, b: a + b, range({n}), 0))",
    "import weakref\nclass W:\n    pass\nw = W()\nr = weakref.ref(w, lambda _: box.append({n}))\n"
    "del w",
    "import re\nbox.append(re.sub('a', lambda found: 'b' * {n}, 'banana'))",
    "import dataclasses\n@dataclasses.dataclass(order=True)\nclass Point:\n    x: int\n"
    "    def __post_init__(self):\n        self.y = self.x\nbox.append(max(Point({n}), Point(2)).y)",
    "class K(type):\n    def __call__(cls, *given):\n        return super().__call__(*given)\n"
    "class V(metaclass=K):\n    def __new__(cls, n):\n        return object.__new__(cls)\n"
    "box.append(type(V({n})).__name__)",
    "def gen():\n    try:\n        got = yield 1\n        box.append(got)\n    finally:\n"
    "        box.append('closed')\ng = gen()\nnext(g)\ntry:\n    g.send({n})\n"
    "except StopIteration:\n    pass",
    "import signal\nif threading.current_thread() is threading.main_thread():\n"
    "    signal.signal(signal.SIGUSR1, lambda number, frame: box.append(number))\n"
    "    signal.raise_signal(signal.SIGUSR1)",
    "import asyncio\nasync def main():\n    await asyncio.sleep(0)\n    return {n}\n"
    "box.append(asyncio.run(main()))",
)


def program(seed: int) -> str:
    """One piece in a thread, one in the main thread; every piece comes up in turn."""
    draw = random.Random(seed)
    pieces = [PIECES[seed % len(PIECES)], draw.choice(PIECES)]
    draw.shuffle(pieces)
    calls = []
    for name, piece in zip(("first", "second"), pieces, strict=True):
        body = piece.format(n=draw.randint(2, 6)).replace("\n", "\n    ")
        calls.append(f"def {name}(box):\n    {body}\n")
    return (
        "import threading\n"
        + "".join(calls)
        + "a, b = [], []\nthread = threading.Thread(target=first, args=(a,))\nthread.start()\n"
        "second(b)\nthread.join()\nprint(a, b)\n"
    )
