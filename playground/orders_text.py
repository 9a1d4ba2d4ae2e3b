"""What a search has found, in lines for a terminal, in a language's words. Knows the verdict alone;
`web/app/verdict.ts` says the same on a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .telling import words

SHOWN = 20  # outcomes
#: Why not everything was looked at; any other reason is the name of a module or a function.
REASONS = frozenset({
    "time", "clock", "loop", "large", "long", "endless", "many", "bound", "another", "exception",
    "callback", "select",
})  # fmt: skip


class Text:
    def __init__(self, language: str) -> None:
        whole = words(language)
        self._words: dict[str, str] = whole["terminal"]
        self._reasons: dict[str, str] = whole["playground"]["run"]

    def found(self, verdict: Mapping[str, Any]) -> Iterator[str]:
        yield self._fill("found", **verdict)
        yield self._fill("replay", **verdict)

    def not_found(self, verdict: Mapping[str, Any]) -> Iterator[str]:
        """How much was tried: of orders, where they were asked for, or of schedules."""
        if "orders" in verdict:
            yield from self.orders(verdict)
        else:
            yield self._fill("not_found", **verdict)
            if verdict["outputs"] > 1:
                yield self._fill("differ", **verdict)
        endless = sum(n for how, n in verdict["tally"].items() if how.startswith("limit"))
        if endless:
            yield self._fill("endless", endless=endless)
        if verdict["stopped"]:
            yield self._words["stopped"]

    def orders(self, verdict: Mapping[str, Any]) -> Iterator[str]:
        """Whether all orders were tried, and what is possible in them."""
        orders = verdict["orders"]
        if "outcomes" in verdict:
            yield from self._outcomes(verdict["outcomes"], orders["exhausted"])
        fails = any(each["failure"] for each in verdict.get("outcomes", ()))
        key = "not_all"
        if orders["exhausted"]:
            key = "only" if orders["orders"] == 1 else "all"
        how, schedules = self._words["some" if fails else "none"], verdict["schedules"]
        yield self._fill(key, orders=orders["orders"], schedules=schedules, how=how)
        if not orders["exhausted"]:
            yield from (self._fill("why", reason=reason) for reason in self.why(orders))

    def why(self, orders: Mapping[str, Any]) -> Iterator[str]:
        reasons = self._reasons
        lines = reasons["unseen_lines"].join(orders["timed"])
        for word in orders["unseen"]:
            known = reasons[f"unseen_{word}"] if word in REASONS else reasons["unseen"]
            yield (self._words["many"] if word == "many" else known).format(what=word, lines=lines)

    def _outcomes(self, outcomes: list[dict[str, Any]], whole: bool) -> Iterator[str]:
        for each in outcomes[:SHOWN]:
            failure = each["failure"] or self._words["finished"]
            yield self._fill("outcome", **{**each, "failure": failure})
            yield from (f"    {line}" for line in each["output"].splitlines())
        if len(outcomes) > SHOWN:
            yield self._fill("more", more=len(outcomes) - SHOWN)
        yield self._fill("results" if whole else "results_so_far", count=len(outcomes))

    def _fill(self, key: str, **values: object) -> str:
        shown = {k: f"{v:,}" if type(v) is int else v for k, v in values.items()}
        return self._words[key].format(**shown)
