"""What the program calls a lock, a queue or an event: the name that its maker gave it.

A thread knows what it shares by its own parameters, where each thread's `first` may be another
lock. So names are learnt from whoever starts a thread, from the module and `main` inwards.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice
from types import FrameType, ModuleType

from ..attributes import attributes, of_type

#: Where the classes of what threads wait for come from.
SHARED = ("_thread", "threading", "_queue", "queue", "concurrent.futures")
MOST = 100  # elements of a list that are looked at
DEPTH = 2  # `runners[0].signal`


class VariableNames:
    def __init__(self, filename: str) -> None:
        self.filename = filename
        self._learnt: dict[int, tuple[weakref.ref[object], str]] = {}

    def learn(self, frame: FrameType | None) -> None:
        """Somebody starts a thread here."""
        for thing, name in self._paths(frame):
            if _is_shared(thing) and not self._known(thing):
                with suppress(TypeError):  # a plain result, such as that of `futures.wait`
                    self._learnt[id(thing)] = weakref.ref(thing), name

    def _known(self, thing: object) -> str:
        reference, name = self._learnt.get(id(thing), (None, ""))
        return name if reference is not None and reference() is thing else ""

    def of(self, thing: object, frame: FrameType | None) -> str:
        """The variable, attribute or element by which the program knows the thing, or ''."""
        found = (name for other, name in self._paths(frame) if other is thing)
        return self._known(thing) or next(found, "")

    def _paths(self, frame: FrameType | None) -> Iterator[tuple[object, str]]:
        """All that the program's frames can name, from the outermost frame inwards."""
        frames: list[FrameType] = []
        while frame is not None:
            if frame.f_code.co_filename == self.filename:
                frames.insert(0, frame)
            frame = frame.f_back
        scopes = [_variables(each) for each in frames]
        if frames and frames[0].f_code.co_name != "<module>":
            scopes.insert(0, list(frames[0].f_globals.items()))
        for name, value in chain.from_iterable(scopes):
            if not name.startswith("__"):
                yield from _inside(value, name, DEPTH)


def _variables(frame: FrameType) -> list[tuple[str, object]]:
    """In the order of their making, which says which name of a thing is the first; those that inner
    functions use are listed last, and are put first."""
    inner = frame.f_code.co_cellvars
    return sorted(frame.f_locals.items(), key=lambda item: item[0] not in inner)


def _is_shared(thing: object) -> bool:
    modules = (of_type(kind, "__module__") for kind in of_type(type(thing), "__mro__"))
    return any(type(module) is str and module.startswith(SHARED) for module in modules)


def _inside(value: object, name: str, depth: int) -> Iterator[tuple[object, str]]:
    yield value, name
    if depth:
        for inner, path in _parts(value, name):
            yield from _inside(inner, path, depth - 1)


def _parts(value: object, name: str) -> Iterable[tuple[object, str]]:
    if type(value) in (list, tuple):
        return [(inner, f"{name}[{at}]") for at, inner in enumerate(islice(value, MOST))]  # type: ignore[call-overload]
    if type(value) is dict:
        pairs = islice(value.items(), MOST)
        return [(inner, f"{name}[{key!r}]") for key, inner in pairs if isinstance(key, int | str)]
    if issubclass(type(value), type | ModuleType):
        return ()
    kept = attributes(value)
    if of_type(type(value), "__name__") == "Condition":  # and its lock go by one name
        return [(kept.get("_lock"), name)]
    own = of_type(type(value), "__module__") == "__main__"
    names = [each for each in kept if own or not each.startswith("_")]
    return [(kept[each], f"{name}.{each}") for each in names]
