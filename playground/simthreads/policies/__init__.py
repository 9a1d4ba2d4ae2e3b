"""Who is next, and switch here? One small file each answer: a policy that has a name is known by it
to the command line, the page and the schema."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from .base import NEVER, Policy
from .replay import Replay
from .step import Step
from .turns import Turns


def _named() -> dict[str, type[Policy]]:
    found: dict[str, type[Policy]] = {}
    for file in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        for thing in vars(import_module(f"{__name__}.{file.stem}")).values():
            if isinstance(thing, type) and issubclass(thing, Policy) and thing.name:
                found[thing.name] = thing
    return found


#: Those that a request may name.
NAMED = _named()


def by_name(name: str, seed: int, granularity: str = "bytecode", horizon: int = 1000) -> Policy:
    if name not in NAMED:
        raise ValueError(f"no policy is called {name!r}: choose from {', '.join(NAMED)}")
    return NAMED[name].make(seed, granularity, horizon)


__all__ = ["NAMED", "NEVER", "Policy", "Replay", "Step", "Turns", "by_name"]
