"""Who is next, and switch here? One small file each answer."""

from __future__ import annotations

from .base import NEVER, Policy
from .hold import Hold
from .pct import Pct
from .replay import Replay
from .round_robin import RoundRobin
from .seeded_random import SeededRandom
from .stepwise import Stepwise
from .turns import Turns

NAMES = ("random", "pct", "hold", "round-robin")


def by_name(name: str, seed: int, grain: str = "bytecode", horizon: int = 1000) -> Policy:
    """The policy that the command line and the page call by this name."""
    if name == "random":
        return SeededRandom(seed, grain)
    if name == "pct":
        return Pct(seed, depth=2 + seed % 4, horizon=horizon)
    if name == "hold":
        return Hold(seed)
    if name == "round-robin":
        return RoundRobin()
    raise ValueError(f"no policy is called {name!r}: choose from {', '.join(NAMES)}")


__all__ = [
    "NAMES",
    "NEVER",
    "Hold",
    "Pct",
    "Policy",
    "Replay",
    "RoundRobin",
    "SeededRandom",
    "Stepwise",
    "Turns",
    "by_name",
]
