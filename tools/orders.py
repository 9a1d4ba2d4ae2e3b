"""Holds the search of all orders to every interleaving: `python -m tools.orders [PROGRAMS]`.

Makes so many small programs (300), and as many with calls into C; walks all states of a machine of
the same operations, and compares what it prints with what the engine's orders print. A program is
said to be done only if the outcomes are the same ones and the engine says that they are all.
"""

from __future__ import annotations

import sys

from playground.node import Engine
from tests.simthreads.order_model import generate as program_of
from tests.simthreads.order_model import outcomes
from tests.simthreads.test_orders import in_engine

PROGRAMS = 300
ORDERS = 20_000


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PROGRAMS
    failed = 0
    with Engine() as engine:
        for calls in (False, True):
            done = different = 0
            for seed in range(count):
                program = program_of(seed, calls)
                wanted = outcomes(program)
                found, exhausted, why = in_engine(engine, program, ORDERS)
                done += exhausted and found == wanted
                different += len(wanted) > 1
                if not exhausted or found != wanted:
                    failed += 1
                    missing, extra = len(wanted - found), len(found - wanted)
                    print(f"seed {seed}, calls {calls}: {missing} missing, {extra} extra, {why}")
            kind = "calls into C" if calls else "plain"
            print(f"{kind}: {done} of {count} the same; {different} have more than one outcome")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
