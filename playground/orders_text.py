"""What a search of all orders has found, in lines for a terminal. Knows the verdict alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

#: Why not everything was looked at; what is not here is the name of a module or a function.
UNSEEN = {
    "time": "the sleep or timeout in line {lines} always took as long as the clock says",
    "callback": "the library calls a function in C on the program's behalf",
    "clock": "it reads the clock",
    "loop": "a thread goes around a loop until another does something",
    "large": "it shares more objects than are followed",
    "long": "a run takes too many steps, or does not end",
    "many": "there are more orders than were allowed; --orders allows more",
    "bound": "orders with more preemptions were left out",
    "another": "a run did not go the same way twice",
    "exception": "an error left the program's code where the library goes on",
    "select": "it waits for a file or a socket",
}
SHOWN = 20  # outcomes


def why(orders: Mapping[str, Any]) -> Iterator[str]:
    for word in orders["unseen"]:
        known = UNSEEN.get(word, f"what {word} does is out of sight")
        yield known.format(lines=", ".join(orders["timed"]))


def lines(verdict: Mapping[str, Any]) -> Iterator[str]:
    """Whether all orders were tried, and what is possible in them."""
    orders = verdict["orders"]
    if "outcomes" in verdict:
        yield from _outcomes(verdict["outcomes"], orders["exhausted"])
    if orders["exhausted"]:
        count = orders["orders"]
        all_of_them = "the only order there is" if count == 1 else f"all {count:,} orders"
        fails = any(each["failure"] for each in verdict.get("outcomes", ()))
        yield f"{all_of_them} that can differ: {'some fail' if fails else 'none fails'}"
        return
    yield f"not all orders: {orders['orders']:,} tried"
    for reason in why(orders):
        yield f"not looked at: {reason}"


def _outcomes(outcomes: list[dict[str, Any]], whole: bool) -> Iterator[str]:
    for each in outcomes[:SHOWN]:
        times = f"{each['orders']:,} {'order' if each['orders'] == 1 else 'orders'}"
        yield f"{times}: {each['failure'] or 'finished'}; --schedule {each['schedule']}"
        yield from (f"    {line}" for line in each["output"].splitlines())
    if len(outcomes) > SHOWN:
        yield f"and {len(outcomes) - SHOWN:,} more; --json shows them"
    yield f"{len(outcomes):,} different results{'' if whole else ', and there may be more'}"
