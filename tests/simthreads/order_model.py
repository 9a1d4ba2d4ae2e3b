"""Small programs in two forms: as Python, and as a machine of atomic operations whose whole state
space is walked, so that all that they can print is known without the engine."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

Op = tuple[Any, ...]
DEADLOCK = "deadlock"
HEAD = """import queue
import threading


class Box:
    def __init__(self):
        self.a = 0
        self.b = 0


box = Box()
items = [0]
table = {}
locks = [threading.Lock() for _ in range(2)]
ready = threading.Condition()
gate = threading.Event()
line = queue.SimpleQueue()
seen = [None, None, None]


"""
#: Each operation as Python, and what it does to the state of the machine below.
TEXT = {
    "get": "x = box.{0}",
    "set": "box.{0} = x + {1}",
    "append": "items.append({0})",
    "len": "x = len(items)",
    "pop": "x = items.pop() if items else -1",
    "extend": "items.extend((x, {0}))",
    "insert": "items.insert(0, {0})",
    "setdefault": "x = table.setdefault({0}, {1})",
    "put_key": "table[{0}] = {1}",
    "get_key": "x = table.get({0}, 0)",
    "pop_key": "x = table.pop({0}, -1)",
    "put": "line.put({0})",
    "take": "x = line.get()",
    "raise_gate": "gate.set()",
    "lower_gate": "gate.clear()",
    "look_gate": "x = int(gate.is_set())",
    "pass_gate": "gate.wait()",
}


class Program:
    """Threads of operations; `with`, `try` and `wait` hold others in them."""

    def __init__(self, threads: Sequence[Sequence[Op]]) -> None:
        self.threads = threads

    def source(self) -> str:
        parts = [HEAD]
        for number, ops in enumerate(self.threads):
            parts.append(f"def work_{number}():\n    x = 0\n    mine = []\n")
            parts += _lines(ops, "    ")
            parts.append(f"    seen[{number}] = mine\n\n\n")
        names = ", ".join(f"work_{number}" for number in range(len(self.threads)))
        parts.append(
            f"threads = [threading.Thread(target=work) for work in ({names},)]\n"
            "for thread in threads:\n    thread.start()\n"
            "for thread in threads:\n    thread.join()\n"
            "print(box.a, box.b, items, sorted(table.items()), gate.is_set(), line.qsize())\n"
            "print(seen)\n"
        )
        return "".join(parts)


def _lines(ops: Sequence[Op], indent: str) -> Iterator[str]:
    for name, *given in ops:
        if name == "with":
            yield f"{indent}with locks[{given[0]}]:\n"
            yield from _lines(given[1], indent + "    ")
        elif name == "try":
            yield f"{indent}if locks[{given[0]}].acquire(blocking=False):\n"
            yield from _lines(given[1], indent + "    ")
            yield f"{indent}    locks[{given[0]}].release()\n{indent}else:\n{indent}    x = -2\n"
            yield f"{indent}    mine.append(x)\n"
        elif name == "wait":
            yield f"{indent}with ready:\n{indent}    while box.{given[0]} == 0:\n"
            yield f"{indent}        ready.wait()\n"
        elif name == "notify":
            yield f"{indent}with ready:\n{indent}    box.{given[0]} = 1\n"
            yield f"{indent}    ready.notify({'' if given[1] == 1 else given[1]})\n"
        else:
            yield f"{indent}{TEXT[name].format(*given)}\n"
            if name in LOOKS:
                yield f"{indent}mine.append(x)\n"


LOOKS = frozenset(
    ("get", "len", "pop", "setdefault", "get_key", "pop_key", "take", "look_gate"),
)


def compiled(ops: Sequence[Op]) -> list[Op]:
    """As the machine has it: one operation a place at which another thread may come between."""
    code: list[Op] = []
    for name, *given in ops:
        if name == "with":
            code += [("acquire", given[0]), *compiled(given[1]), ("release", given[0])]
        elif name == "try":
            inner = compiled(given[1])
            code += [("try_lock", given[0], len(inner) + 2), *inner, ("release", given[0])]
        elif name == "wait":
            code += [("acquire", 2), ("unless_zero", given[0]), ("park",), ("acquire", 2)]
            code += [("back",), ("release", 2)]
        elif name == "notify":
            code += [("acquire", 2), ("set_to", given[0], 1), ("notify", given[1]), ("release", 2)]
        elif name == "pop":
            code += [("test_items",), ("pop",)]
        else:
            code += [(name, *given)]
    return code


class State:
    """Of the whole machine. `at` is where each thread is; a waiting one is at -1 - its place."""

    def __init__(self, count: int) -> None:
        self.at = [0] * count
        self.x = [0] * count
        self.mine: list[list[int]] = [[] for _ in range(count)]
        self.ended = [False] * count
        self.box = {"a": 0, "b": 0}
        self.items = [0]
        self.table: dict[int, int] = {}
        self.owner: list[int | None] = [None, None, None]
        self.within: list[list[int]] = [[] for _ in range(count)]  # the locks of `with` statements
        self.waiters: list[int] = []
        self.parked: set[int] = set()
        self.before_gate: set[int] = set()
        self.gate = False
        self.line: list[int] = []

    def key(self) -> str:
        return repr(vars(self))

    def copy(self) -> State:
        new = State(0)
        new.__dict__ = {
            "at": self.at[:],
            "x": self.x[:],
            "mine": [m[:] for m in self.mine],
            "ended": self.ended[:],
            "box": dict(self.box),
            "items": self.items[:],
            "table": dict(self.table),
            "owner": self.owner[:],
            "within": [w[:] for w in self.within],
            "waiters": self.waiters[:],
            "parked": set(self.parked),
            "before_gate": set(self.before_gate),
            "gate": self.gate,
            "line": self.line[:],
        }
        return new


def enabled(state: State, code: list[list[Op]], me: int) -> bool:
    if state.at[me] >= len(code[me]) or me in state.parked:
        return False
    name, *given = code[me][state.at[me]]
    if name == "acquire":
        return state.owner[given[0]] is None
    if name == "take":
        return bool(state.line)
    return True


def step(state: State, code: list[list[Op]], me: int) -> None:
    """One operation, in place."""
    name, *given = code[me][state.at[me]]
    state.at[me] += 1
    x = _do(state, name, given, me)
    if x is not None:
        state.x[me] = x
        if name in LOOKS:
            state.mine[me].append(x)


def _do(state: State, name: str, given: list[Any], me: int) -> int | None:
    box, items, table, x = state.box, state.items, state.table, state.x[me]
    if name == "get":
        return box[given[0]]
    if name == "set":
        box[given[0]] = x + given[1]
    elif name == "set_to":
        box[given[0]] = given[1]
    elif name == "append":
        items.append(given[0])
    elif name == "len":
        return len(items)
    elif name == "test_items":
        if not items:
            state.at[me] += 1
            state.x[me] = -1
            state.mine[me].append(-1)
    elif name == "pop":
        if not items:  # an IndexError: the thread is over, and has noted nothing
            state.at[me] = 1 << 30
            state.mine[me] = []
            state.ended[me] = True
            for lock in state.within[me]:
                state.owner[lock] = None
            return None
        return items.pop()
    elif name == "extend":
        items.extend((x, given[0]))
    elif name == "insert":
        items.insert(0, given[0])
    elif name == "setdefault":
        return table.setdefault(given[0], given[1])
    elif name == "put_key":
        table[given[0]] = given[1]
    elif name == "get_key":
        return table.get(given[0], 0)
    elif name == "pop_key":
        return table.pop(given[0], -1)
    elif name == "put":
        state.line.append(given[0])
    elif name == "take":
        return state.line.pop(0)
    else:
        return _order(state, name, given, me)
    return None


def _order(state: State, name: str, given: list[Any], me: int) -> int | None:
    if name == "acquire":
        state.owner[given[0]] = me
        state.within[me].append(given[0])
    elif name == "release":
        state.owner[given[0]] = None
        if given[0] in state.within[me]:
            state.within[me].remove(given[0])
    elif name == "try_lock":
        if state.owner[given[0]] is None:
            state.owner[given[0]] = me
        else:
            state.at[me] += given[1] - 1
            state.mine[me].append(-2)
            return -2
    elif name == "unless_zero":
        state.at[me] += 3 if state.box[given[0]] else 0
    elif name == "park":
        state.owner[2] = None
        state.within[me].remove(2)
        state.waiters.append(me)
        state.parked.add(me)
    elif name == "back":
        state.at[me] -= 4
    elif name == "notify":
        for _ in range(min(given[0], len(state.waiters))):
            state.parked.discard(state.waiters.pop(0))
    elif name == "raise_gate":
        state.gate = True
        state.parked -= state.before_gate
        state.before_gate.clear()
    elif name == "pass_gate" and not state.gate:
        state.parked.add(me)
        state.before_gate.add(me)
    elif name == "lower_gate":
        state.gate = False
    elif name == "look_gate":
        return int(state.gate)
    return None


def outcomes(program: Program) -> set[str]:
    """All that it can print, or that it stands still, by walking every state."""
    code = [compiled(ops) for ops in program.threads]
    found: set[str] = set()
    known: set[str] = set()
    todo = [State(len(code))]
    while todo:
        state = todo.pop()
        able = [me for me in range(len(code)) if enabled(state, code, me)]
        if not able:
            over = all(state.at[me] >= len(code[me]) for me in range(len(code)))
            found.add(final(state) if over else DEADLOCK)
        for me in able:
            new = state.copy()
            step(new, code, me)
            if (key := new.key()) not in known:
                known.add(key)
                todo.append(new)
    return found


def final(state: State) -> str:
    box, table = state.box, sorted(state.table.items())
    seen: list[list[int] | None] = [None, None, None]
    for number, mine in enumerate(state.mine):
        seen[number] = None if state.ended[number] else mine
    first = f"{box['a']} {box['b']} {state.items} {table} {state.gate} {len(state.line)}"
    return f"{first}\n{seen}\n"


# -- made at random

SIMPLE = ("get", "set", "set", "get")
CALLS = ("append", "len", "pop", "extend", "insert", "setdefault", "put_key", "get_key", "pop_key")
ORDERS = ("raise_gate", "look_gate", "lower_gate", "put")


def _plain(draw: random.Random, names: Sequence[str]) -> Op:
    name = draw.choice(names)
    if name == "get":
        return (name, draw.choice("ab"))
    if name == "set":
        return (name, draw.choice("ab"), draw.randint(1, 3))
    if name in ("len", "pop") or name.endswith("_gate"):
        return (name,)
    if name in ("setdefault", "put_key"):
        return (name, draw.randint(0, 1), draw.randint(1, 9))
    if name in ("get_key", "pop_key"):
        return (name, draw.randint(0, 1))
    return (name, draw.randint(1, 9))


def _ops(draw: random.Random, names: Sequence[str], count: int) -> list[Op]:
    ops: list[Op] = []
    while count > 0:
        how = draw.random()
        if how < 0.25 and count >= 2:
            inner = [_plain(draw, names) for _ in range(draw.randint(1, count - 1))]
            if draw.random() < 0.25 and len(inner) < 3:
                other = draw.randint(0, 1)
                lock = 1 - other
                ops.append(("with", lock, [("with", other, inner)]))
            else:
                ops.append((draw.choice(("with", "with", "try")), draw.randint(0, 1), inner))
            count -= len(inner) + 1
        elif how < 0.35:
            name = draw.choice(ORDERS)
            ops.append((name, draw.randint(1, 9)) if name == "put" else (name,))
            count -= 1
        else:
            ops.append(_plain(draw, names))
            count -= 1
    return ops


def generate(seed: int, calls: bool) -> Program:
    """Two or three threads of two to four operations; with calls into C or without."""
    draw = random.Random(seed * 2 + calls)
    names = CALLS if calls else SIMPLE
    count = draw.choice((2, 2, 3))
    threads = [_ops(draw, names, draw.randint(2, 4 if count == 2 else 3)) for _ in range(count)]
    how = draw.random()
    if how < 0.15:
        threads[0].append(("wait", "b"))
        threads[1].insert(draw.randint(0, 1), ("notify", "b", draw.choice((1, 2))))
    elif how < 0.3:
        threads[0].insert(draw.randint(0, 1), ("take",))
        threads[1].append(("put", 7))
    elif how < 0.4:
        threads[0].insert(0, ("pass_gate",))
        threads[1].append(("raise_gate",))
    return Program(threads)
