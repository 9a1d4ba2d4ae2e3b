"""Takes the protection out of a program: the first lock, condition, semaphore or bound on a queue,
one at a time."""

from __future__ import annotations

import ast
from collections.abc import Iterator

PROTECTION = {"Lock", "RLock", "Condition", "Semaphore", "BoundedSemaphore"}
#: Looks like a lock, a condition or a semaphore, and lets everybody through. A wait gives way once
#: instead.
OPEN = """
class _Open:
    def __init__(self, *args): self.threads = 0
    def acquire(self, *args, **kwargs): return True
    def release(self, *args): pass
    def __enter__(self): return True
    def __exit__(self, *args): pass
    def locked(self): return False
    def notify(self, *args): pass
    notify_all = notify
    def wait(self, timeout=None):
        import time
        time.sleep(0)
        return True
    def wait_for(self, predicate, timeout=None):
        return predicate()
"""


class _Opener(ast.NodeTransformer):
    """Replaces the call at one position."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.seen = 0
        self.what = ""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        name = (
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        )
        bounded = name.endswith("Queue") and (node.args or node.keywords)
        if name not in PROTECTION and not bounded:
            return node
        self.seen += 1
        if self.seen != self.at:
            return node
        self.what = f"{name} in line {node.lineno}"
        if bounded:
            return ast.Call(func=node.func, args=[], keywords=[])
        return ast.Call(func=ast.Name("_Open", ast.Load()), args=[], keywords=[])


def mutants(source: str) -> Iterator[tuple[str, str]]:
    """(what was taken away, the program without it)."""
    at = 1
    while True:
        opener = _Opener(at)
        tree = ast.fix_missing_locations(opener.visit(ast.parse(source)))
        if not opener.what:
            return
        yield opener.what, OPEN + ast.unparse(tree)
        at += 1
