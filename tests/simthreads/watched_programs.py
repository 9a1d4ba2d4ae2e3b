"""Programs that would notice if somebody looked at what they have: by name, things that note each call
of theirs. Knows no engine."""

from __future__ import annotations

import textwrap

#: What two threads do with each thing: all that is looked into.
_USES = """
def use(t):
    for act in ACTS:
        try:
            act(t)
        except Exception:
            pass
def store(t): t.x = t.x = 1
def load(t): t.x
def remove(t): del t.x
def item(t): t[0] = t[-1]
def key(t): t["a"] = t["b"]
def within(t): 1 in t
def whole(t): f"{t}"
def grow(t): t.append(1); t.pop()
def change(t): t.add(1); t.discard(1); t.add(2)
def call(t): t(1)
def loop(t):
    for each in t: break
def truth(t): not t
def compare(t): t == (t, 1)
def combine(t):
    t += [1]
def cut(t): t[0:1] = t[1:2]
def given(t): sorted([t]); repr((t, 1)); "{0.x}".format(t); getattr(t, "x"); len(t); isinstance(t, int)
def raised(t):
    raise t
def matched(t):
    match t:
        case Plain(x=1): pass
def listed(t): kept.append(t); kept.remove(t); table.get(t); table[t] = 1; [*t]; {**t}
def bound(t): types.MethodType(t, 1)()
ACTS = [store, load, remove, item, key, within, whole, grow, change, call, loop, truth, compare, combine, cut,
        given, raised, matched, listed, bound]
class Plain: pass
kept, table = [], {}
"""
_HEAD = """import collections, sys, threading, types
notes = []
def note(name):
    notes.append(name)
"""
_END = """
threads = [threading.Thread(target=use, args=(thing,)) for _ in range(2)]
for each in threads: each.start()
for each in threads: each.join()
print(len(notes), notes)
"""

#: Each makes `thing`.
HOSTILE = {
    "a class that is a property": """
class A:
    x = 1
    @property
    def __class__(self): note("class"); return int
thing = A()
""",
    "attributes that are asked for": """
class A:
    def __getattribute__(self, name): note(name); return object.__getattribute__(self, name)
thing = A()
""",
    "a dict that is a property": """
class A:
    @property
    def __dict__(self): note("dict"); return {}
    def __getattr__(self, name): note(name); raise AttributeError
thing = A()
""",
    "a metaclass that answers all": """
class Meta(type):
    def __instancecheck__(cls, it): note("instance"); return True
    def __subclasscheck__(cls, it): note("subclass"); return True
    def __hash__(cls): note("hash"); return 1
    def __eq__(cls, other): note("eq"); return False
    def __getattribute__(cls, name): note(name); return type.__getattribute__(cls, name)
    __mro__ = property(lambda cls: note("mro") or ())
    __name__ = property(lambda cls: note("name") or "A")
    __module__ = property(lambda cls: note("module") or "threading")
class A(metaclass=Meta):
    x = 1
thing = A()
""",
    "a class with such a metaclass": """
class Meta(type):
    def __instancecheck__(cls, it): note("instance"); return True
    def __hash__(cls): note("hash"); return 1
    def __eq__(cls, other): note("eq"); return False
    def __getattribute__(cls, name): note(name); return type.__getattribute__(cls, name)
    __base__ = property(lambda cls: note("base") or object)
    __qualname__ = property(lambda cls: note("qualname") or "A")
class thing(metaclass=Meta):
    x = 1
""",
    "a list that counts": """
class A(list):
    def __len__(self): note("len"); return 3
    def __iter__(self): note("iter"); return iter(())
    def __getitem__(self, at): note("item"); return list.__getitem__(self, at)
    __class__ = property(lambda self: note("class") or dict)
thing = A([1, 2, 3])
""",
    "a list whose length alone is counted": """
class A(list):
    def __len__(self): note("len"); return 3
thing = A([1, 2, 3])
""",
    "a deque with a limit of its own": """
class A(collections.deque):
    maxlen = property(lambda self: note("maxlen"))
    def __len__(self): note("len"); return 3
thing = A([1, 2, 3])
""",
    "a dict that is asked": """
class A(dict):
    def __contains__(self, key): note("contains"); return True
    def __len__(self): note("len"); return 3
    def __missing__(self, key): note("missing"); return 1
thing = A()
""",
    "keys that are like others": """
class Key:
    def __init__(self, like): self.like = like
    def __hash__(self): return hash(self.like)
    def __eq__(self, other): note("eq"); return False
thing = {Key("a"): 1, Key("b"): 2, Key(1): 3}
""",
    "members that are like others": """
class Key:
    def __hash__(self): return hash(1)
    def __eq__(self, other): note("eq"); return False
thing = {Key()}
""",
    "what can be called": """
class A:
    def __getattr__(self, name): note(name); return "len"
    def __call__(self, *given): return 1
thing = A()
""",
    "what cannot, and says that it can": """
class A:
    def __getattr__(self, name): note(name); return "len"
thing = A()
""",
    "a name that is a text of its own": """
class Text(str):
    def startswith(self, *given): note("startswith"); return True
    def __hash__(self): note("hash"); return str.__hash__(self)
    def __eq__(self, other): note("eq"); return str.__eq__(self, other)
    def __str__(self): note("str"); return "x"
class A:
    x = 1
    def __call__(self, given): return 1
A.__module__ = Text("threading")
A.__qualname__ = Text("A")
thing = A()
notes.clear()
""",
    "a module with a file of its own": """
class File:
    def __hash__(self): note("hash"); return 1
    def __eq__(self, other): note("eq"); return False
class Module(types.ModuleType):
    def __getattribute__(self, name): note(name); return types.ModuleType.__getattribute__(self, name)
    __dict__ = property(lambda self: note("dict") or {})
thing = Module("mine")
sys.modules["mine"] = thing
types.ModuleType.__setattr__(thing, "__file__", File())
class A:
    __module__ = "mine"
types.ModuleType.__setattr__(thing, "x", A())
notes.clear()
""",
    "another list of modules": """
class Modules(dict):
    def get(self, *given): note("get"); return dict.get(self, *given)
real, sys.modules = sys.modules, Modules(sys.modules)
class A:
    x = 1
thing = A()
notes.clear()
""",
    "a property of a kind of its own": """
class Prop(property):
    fget = property(lambda self: note("fget"))
    __class__ = property(lambda self: note("class") or int)
class A:
    x = Prop(lambda self: 1)
thing = A()
""",
    "a descriptor of a class of its own": """
class Found:
    __class__ = property(lambda self: note("class") or int)
    def __get__(self, *given): return 1
class A:
    x = Found()
thing = A()
""",
    "an error": """
class A(Exception):
    __class__ = property(lambda self: note("class") or ValueError)
    def __getattribute__(self, name): note(name); return Exception.__getattribute__(self, name)
thing = A()
""",
    "a class of errors": """
class Meta(type):
    def __getattribute__(cls, name): note(name); return type.__getattribute__(cls, name)
    def __subclasscheck__(cls, it): note("subclass"); return True
class thing(Exception, metaclass=Meta): pass
""",
    "a thread": """
class A(threading.Thread):
    def __getattribute__(self, name):
        if name[:2] != "__": note(name)
        return threading.Thread.__getattribute__(self, name)
thing = A(target=[].append, args=(1,))
thing.start()
thing.join()
notes.clear()
""",
    "a lock": """
class A:
    __class__ = property(lambda self: note("class") or type(threading.Lock()))
    def __enter__(self): return self
    def __exit__(self, *given): pass
thing = A()
""",
}


def hostile(name: str) -> str:
    return _HEAD + _USES + textwrap.dedent(HOSTILE[name]) + _END


#: Each thread of a program says what it notices of things that are freed: `use`.
FREED = {
    "a finalizer": """
class Box:
    def __del__(self): note("freed")
def use():
    box = Box()
    box.n = 1
    box = None
    note("after")
""",
    "a weak reference": """
import weakref
class Box: pass
def use():
    box = Box()
    box.n = 1
    seen = weakref.ref(box, lambda gone: note("freed"))
    note(weakref.getweakrefcount(box))
    del box
    note(seen() is None)
""",
    "a table of weak values": """
import weakref
locks = weakref.WeakValueDictionary()
def use():
    for each in "abc":
        lock = locks.setdefault(each, threading.Lock())
        with lock: note(each)
    del lock
    note(sorted(locks))
""",
    "a queue that nobody needs": """
import queue
class Item:
    def __del__(self): note("freed")
def use():
    line = queue.Queue()
    line.put(Item())
    line.get()
    note("got")
    line.put(Item())
    line = None
    note("after")
""",
    "a condition of a class of its own": """
class Gate(threading.Condition):
    def __del__(self): note("freed")
def use():
    with Gate() as held: pass
    note("after")
""",
    "a generator that is left": """
def steps():
    try:
        yield 1
        yield 2
    finally: note("left")
def use():
    it = steps()
    next(it)
    it = None
    note("after")
""",
    "a closure": """
class Box:
    def __del__(self): note("freed")
def make():
    box = Box()
    def inner():
        nonlocal box
        box = box
    return inner
def use():
    make()()
    note("after")
""",
    "an error": """
class Box:
    def __del__(self): note("freed")
def fail():
    box = Box()
    box.n = 1
    raise ValueError(box)
def use():
    try: fail()
    except ValueError as error: error.args
    note("after")
""",
    "a file that nobody closes": """
def use():
    name = threading.current_thread().name
    open(name, "w").write("x" * 10)
    note(open(name).read())
""",
    "an item that replaces another": """
class Box:
    def __del__(self): note("freed")
table, rows = {}, [None]
def use():
    for _ in range(3):
        table[1] = rows[0] = Box()
        table[1].n = 1
    note("after")
""",
    "addresses that are used again": """
class Box: pass
def use():
    seen = set()
    for _ in range(5):
        box = Box()
        box.n = 1
        seen.add(id(box))
        del box
    note(len(seen))
""",
    "a class": """
import weakref
def use():
    class Box: n = 1
    Box.n = 2
    Box().n
    seen = weakref.ref(Box, lambda gone: note("freed"))
    del Box
    import gc
    gc.collect()
    note(seen() is None)
""",
}


def freed(name: str) -> str:
    work = "\ndef work(thing): use()\n"
    end = _END.replace("target=use", "target=work").replace("thing,)", "None,)")
    return _HEAD + textwrap.dedent(FREED[name]) + work + end
