"""What refers to what, ten thousand deep, is freed as natively: the interpreter's stack does not
end in it."""

from __future__ import annotations

import pytest

LINKS = """
import collections, functools, itertools, types
class Link:
    def __init__(self, following):
        self.following = following
class Slot:
    __slots__ = ("following",)
    def __init__(self, following):
        self.following = following
class Last(Link):
    ended = 0
    def __del__(self):
        Last.ended += 1
class Some(list): pass
class Error(Exception): pass
def started(x):
    def endless():
        yield x
        yield
    made = endless()
    next(made)
    return made
def raised(x):
    try:
        raise Error(x)
    except Error as error:
        return error
def inside(x):
    def inner():
        return x
    return inner
"""
KINDS = {
    "instance": "Link(x)",
    "slot": "Slot(x)",
    "finalizer": "Last(x)",
    "bound method": "Link(x).__init__",
    "tuple": "(x,)",
    "list": "[x]",
    "dict": "{1: x}",
    "frozenset": "frozenset([x])",
    "subclass": "Some([x])",
    "generator": "started(x)",
    "default": "lambda y=x: y",
    "closure": "inside(x)",
    "partial": "functools.partial(print, x)",
    "exception": "Error(x)",
    "traceback": "raised(x)",
    "map": "map(print, [x])",
    "chain": "itertools.chain([x])",
    "iterator": "iter([x])",
    "deque": "collections.deque([x])",
    "ordered": "collections.OrderedDict(a=x)",
    "proxy": "types.MappingProxyType({1: x})",
    "slice": "slice(x)",
    "property": "property(x)",
}
MAKE = "def make(deep):\n    x = None\n    for i in range(deep):\n        x = {}\n    return x\n"
#: Where the last reference is dropped.
WAYS = {
    "in main": "x = make({n})\nx = None\nprint('freed')",
    "in a thread": (
        "import threading\ndef work():\n    x = make({n})\n    del x\n    print('freed')\n"
        "t = threading.Thread(target=work)\nt.start()\nt.join()"
    ),
    "in a collection": (
        "import gc\nround = [make({n})]\nround.append(round)\ndel round\ngc.collect()\nprint('freed')"
    ),
    "by a finalizer": (
        "class Holder:\n    def __init__(self): self.held = make({n})\n"
        "    def __del__(self):\n        self.held = None\n        print('freed')\n"
        "h = Holder()\nh = None"
    ),
    "by deep calls of C": (
        "class Deep:\n    def __init__(self, depth): self.depth = depth\n    def __repr__(self):\n"
        "        if self.depth: return repr(Deep(self.depth - 1))\n"
        "        x = make({n})\n        x = None\n        return 'freed'\n"
        "print(repr(Deep(60)))"
    ),
}


def freed(engine, kind, way, deep, **options):
    source = LINKS + MAKE.format(KINDS[kind]) + WAYS[way].format(n=deep)
    record = engine.run(source, lean=True, preempt="call", **options)
    text = "".join(piece["text"] for piece in record["output"])
    return record["outcome"], record["limit"], text


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_long_chain_is_freed(engine, kind, way):
    assert freed(engine, kind, way, 10_000) == ("finished", None, "freed\n")


@pytest.mark.parametrize("kind", KINDS)
def test_it_makes_no_difference_how_long(engine, kind):
    assert freed(engine, kind, "in main", 100_000) == ("finished", None, "freed\n")


def test_every_finalizer_of_a_chain_is_called_in_its_order(engine):
    source = (
        "ended = []\nclass Link:\n    def __init__(self, n, following):\n"
        "        self.n, self.following = n, following\n"
        "    def __del__(self): ended.append(self.n)\n"
        "x = None\nfor n in range(10_000): x = Link(n, x)\nx = None\n"
        "print(len(ended), ended == sorted(ended, reverse=True))"
    )
    record = engine.run(source, lean=True)
    assert record["output"][0]["text"] == "10000 True\n"
