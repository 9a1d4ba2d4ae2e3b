"""What of a program nobody can see, so that no search can say that it has seen all: by what it
imports and names. What a run came to is told by the run. Knows no engine."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence, Set

#: Modules all of whose doings are seen, or are of the calling thread alone.
_SEEN = frozenset({
    "threading", "_thread", "queue", "concurrent.futures", "concurrent", "time", "contextlib",
    "collections", "collections.abc", "functools", "itertools", "enum", "typing", "operator", "abc",
    "heapq", "bisect", "string", "math", "__future__", "sys", "traceback", "textwrap", "numbers",
    "fractions",
})  # fmt: skip
_OPEN = frozenset({
    "open", "input", "exec", "eval", "compile", "__import__", "globals", "locals", "vars",
    "breakpoint", "memoryview",
})  # fmt: skip
#: Modules that have what reaches further than the objects at hand, or changes the interpreter; and
#: what of them does not.
_NEAR = {
    module: frozenset(names.split())
    for module, names in {
        "threading": "Thread Lock RLock Condition Event Semaphore BoundedSemaphore Barrier "
        "BrokenBarrierError Timer local current_thread currentThread main_thread get_ident "
        "get_native_id ThreadError TIMEOUT_MAX ExceptHookArgs",
        "_thread": "start_new_thread allocate_lock allocate get_ident get_native_id LockType RLock "
        "lock error exit TIMEOUT_MAX",
        "sys": "exit exc_info exception intern getsizeof maxsize maxunicode version version_info "
        "platform byteorder hexversion implementation executable float_info int_info flags argv "
        "stderr",
        "functools": "partial partialmethod wraps update_wrapper reduce total_ordering cmp_to_key "
        "WRAPPER_ASSIGNMENTS WRAPPER_UPDATES Placeholder",
        "contextlib": "contextmanager closing suppress nullcontext ExitStack ContextDecorator "
        "AbstractContextManager",
        "time": "sleep monotonic monotonic_ns perf_counter perf_counter_ns time time_ns "
        "process_time process_time_ns thread_time thread_time_ns struct_time",
    }.items()
}
#: Of other modules.
_FAR = frozenset({"runtime_checkable", "register", "__subclasses__", "*"})
_METHODS = ("__del__", "__getattribute__", "__getattr__", "__hash__", "__set_name__")


def in_sources(sources: Sequence[str], own: Set[str] = frozenset()) -> list[str]:
    """In a word each: a module's name, a built-in's. `own` are the modules of these sources."""
    found: set[str] = set()
    for source in sources:
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue  # it will not run either
        found.update(_in_tree(tree))
    return sorted(each for each in found if each.lstrip(".") not in own)


def _in_tree(tree: ast.Module) -> Iterator[str]:
    nodes = list(ast.walk(tree))
    modules = dict(_modules(nodes))
    followed = set()  # names that only lead to something of their module
    for node in nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            followed.add(node.value)
            module = modules.get(node.value.id)
            if module and _is_far(module, node.attr):
                yield f"{module or node.value.id}.{node.attr}"
    for node in nodes:
        if isinstance(node, ast.Name) and node.id in modules and node not in followed:
            yield modules[node.id]  # by another name, it may do anything
        yield from _in_node(node)


def _is_far(module: str, name: str) -> bool:
    return name in _FAR or (module in _NEAR and name not in _NEAR[module])


def _modules(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, str]]:
    """Reaching modules, by the names that the program has given them."""
    for node in nodes:
        if isinstance(node, ast.Import):
            for each in node.names:
                if each.name in _NEAR:
                    yield each.asname or each.name, each.name


def _in_node(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (a.name for a in node.names if a.name not in _SEEN)
    elif isinstance(node, ast.ImportFrom):
        module = "." * node.level + (node.module or "")
        if module not in _SEEN:
            yield module
        yield from (f"{module}.{a.name}" for a in node.names if _is_far(module, a.name))
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in _OPEN:
        yield node.id
    elif isinstance(node, ast.Attribute) and node.attr in ("__dict__", *_FAR):
        yield node.attr
    elif isinstance(node, ast.AsyncFunctionDef | ast.Await):
        yield "async"
    elif isinstance(node, ast.FunctionDef) and node.name in _METHODS:
        yield node.name
