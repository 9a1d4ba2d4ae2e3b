"""Holds the search of all orders to every interleaving: `python -m tools.orders [PROGRAMS]`.

Makes so many small programs (300), and as many with calls into C; walks all states of a machine of
the same operations, and compares what it prints with what the engine's orders print. Of a program
with more orders than are allowed nothing can be said but that nothing was printed that cannot be:
it is left out, and counted as that.
"""

from __future__ import annotations

import sys
from collections import Counter

from playground.node import Engine
from tests.simthreads.order_model import generate as program_of
from tests.simthreads.order_model import outcomes
from tests.simthreads.test_orders import in_engine

PROGRAMS = 300
ORDERS = 20_000
EQUAL, UNEQUAL, LEFT_OUT = "equal", "unequal", "left out"


def compare(engine: Engine, seed: int, calls: bool) -> tuple[str, int]:
    """What became of it, and how many outcomes it has."""
    program = program_of(seed, calls)
    wanted = outcomes(program)
    found, exhausted, why = in_engine(engine, program, ORDERS)
    missing, extra = len(wanted - found), len(found - wanted)
    same = not extra and not (exhausted and missing)
    result = UNEQUAL if not same else EQUAL if exhausted else LEFT_OUT
    if result != EQUAL:
        print(f"seed {seed}, calls {calls}: {result}, {missing} missing, {extra} extra, {why}")
    return result, len(wanted)


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PROGRAMS
    failed = 0
    with Engine() as engine:
        for calls in (False, True):
            results = [compare(engine, seed, calls) for seed in range(count)]
            found = Counter(result for result, _ in results)
            several = sum(outcomes > 1 for _, outcomes in results)
            print(
                f"{'calls into C' if calls else 'plain'}: {count - found[LEFT_OUT]} compared, "
                f"{found[EQUAL]} equal, {found[UNEQUAL]} unequal, {found[LEFT_OUT]} left out; "
                f"{several} have more than one outcome, {sum(n for _, n in results)} in all",
                flush=True,
            )
            failed += found[UNEQUAL]
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
