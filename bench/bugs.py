"""How the engine finds bugs that public libraries had, and that it accuses no cure of them:
`python -m bench bugs`. reference/bugs.json keeps it, for the page on testing."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from bench.figures import CannotMeasure, store
from bench.verdict import models
from bench.verdict.ways import by_orders
from playground.node import Engine
from playground.simthreads.explore import exhaustive
from playground.telling import accuses
from sitebuild.sections.reference import bugs as page

FILE = "program.py"
#: As `python -m playground explore` asks.
EXPLORE = {"schedules": 200, "filename": FILE, "races": True}
USUAL = {"filename": FILE, "races": True, "schedule": "1.bytecode"}  # nobody is interrupted


def measure(_: argparse.Namespace) -> None:
    """All of them; nothing is kept if one is not found or called sound, or a cure is accused."""
    found: dict[str, Any] = {}
    with Engine() as engine:
        for name in models.names():
            found[name] = measured(engine, name)
            print(name, found[name], file=sys.stderr, flush=True)
    if wrong := [name for name, one in found.items() if not is_right(one)]:
        raise CannotMeasure(f"not found, called sound, or a cure is accused: {', '.join(wrong)}")
    store("bugs", found)


def measured(engine: Engine, name: str) -> dict[str, Any]:
    broken, fixed = (models.source(name, kind) for kind in (models.BROKEN, models.FIXED))
    searched = engine.ask("explore", {**EXPLORE, "source": broken})
    usual = engine.ask("run", {**USUAL, "source": broken})
    runs, state = by_orders(engine, broken)
    cure = engine.ask("explore", {**EXPLORE, "source": fixed, "exhaustive": True})
    orders = cure.get("orders", {"orders": 0, "exhausted": False})
    return {
        "of": models.digest(name),
        "failure": searched.get("failure") or None,
        "schedules": searched["schedules"],
        "runs": runs,
        "called_sound": runs is None and exhaustive.told(state)["exhausted"],
        "usual": {
            "ends": usual["outcome"],
            "races": len(usual["races"]["races"]),
            "lock_orders": sum(order["gate"] is None for order in usual["races"]["lock_orders"]),
        },
        "cure": {
            "accused": bool(cure["found"]) or accuses(cure),
            "orders": orders["orders"],
            "exhausted": orders["exhausted"],
        },
    }


def is_right(one: dict[str, Any]) -> bool:
    """What fails in the first schedule, where nobody is interrupted, is no bug of threads."""
    found = one["failure"] is not None and one["schedules"] > 1
    return found and not one["called_sound"] and not one["cure"]["accused"]


def report() -> str:
    return f"## Bugs of public libraries\n\n{page.table('en')}\n"
