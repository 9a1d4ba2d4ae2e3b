"""Spoils a model answer in every small way: each statement left out, each guard taken away, each
`except` made narrower, each comparison turned. What the examiner breaks of these, the exercise's
checker must reject."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count

from tests.examiner.subjects import GUARD

Change = tuple[str, Callable[[], None]]

NARROWER = {"BaseException": "Exception", "Exception": "ValueError"}
TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.LtE: ast.Eq, ast.Lt: ast.LtE, ast.Gt: ast.GtE}


def spoilt(source: str, given: str) -> Iterator[tuple[str, str]]:
    """(what was done, the program), one change at a time. main() stays as it is, and so does what
    the exercise gives."""
    body = source.rstrip() + "\n"
    parts = {ast.dump(part) for part in ast.parse(given).body}
    for at in count():
        tree = ast.parse(body.removesuffix(GUARD))
        changes = list(_changes(tree, parts))
        if at == len(changes):
            return
        what, change = changes[at]
        change()
        yield what, ast.unparse(tree) + GUARD


def _changes(tree: ast.Module, given: set[str]) -> Iterator[Change]:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    for part in tree.body:
        if isinstance(part, kinds) and part.name != "main" and ast.dump(part) not in given:
            for node in ast.walk(part):
                yield from _of_node(node)
                for name in ("body", "orelse", "finalbody"):
                    block = getattr(node, name, None)
                    if isinstance(block, list):
                        for at in range(len(block)):
                            yield from _of_statement(block, at)


def _of_statement(block: list[ast.stmt], at: int) -> Iterator[Change]:
    """The block without the statement, or with what a `with` or a `try` holds in its place."""
    statement = block[at]
    what = f"{type(statement).__name__} in line {statement.lineno}"

    def put(*others: ast.stmt) -> None:
        block[at : at + 1] = others

    match statement:
        case ast.With(body=inside):
            yield f"no {what}", partial(put, *inside)
        case ast.Try(body=inside, finalbody=after):
            yield f"no {what}", partial(put, *inside, *after)
        case ast.While(test=test, body=inside) if ".wait(" in ast.unparse(statement):
            yield f"once: {what}", partial(put, ast.If(test, inside, []))
        case ast.Expr() | ast.If() | ast.Assign() | ast.AugAssign() | ast.Return():
            yield f"no {what}", partial(put, ast.Pass())


def _of_node(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.ExceptHandler(type=ast.Name(id=name) as kind) if name in NARROWER:
            yield f"except {NARROWER[name]}", partial(setattr, kind, "id", NARROWER[name])
        case ast.Compare(ops=[operator]) if type(operator) in TURNED:
            turned = TURNED[type(operator)]()
            what = f"{type(turned).__name__} in line {node.lineno}"
            yield what, partial(setattr, node, "ops", [turned])
        case ast.Attribute(attr="notify_all"):
            yield f"notify in line {node.lineno}", partial(setattr, node, "attr", "notify")
