"""Says in a language's words what a search has seen of races, and why a run failed. Knows a verdict
as JSON; `web/app/races.ts` says the same on a page."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

WORDS = Path(__file__).resolve().parent.parent / "words"
_CALLED = "("
#: Where a pattern is shown; any other, in the chapter on races.
CHAPTERS = {"lock_order": "see_deadlock", "missed_notify": "see_condition"}


def languages() -> list[str]:
    return sorted(file.stem for file in WORDS.glob("*.yml"))


@functools.cache
def words(language: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((WORDS / f"{language}.yml").read_text("utf-8"))
    return found


class Telling:
    def __init__(self, language: str) -> None:
        self._words: dict[str, str] = words(language)["playground"]["races"]

    def lines(self, verdict: Mapping[str, Any]) -> Iterator[str]:
        """Sentences on why it failed, then on each race and order of locks."""
        seen = verdict["races"]
        names = seen["threads"]
        if verdict.get("why"):
            yield self.why(verdict["why"], names)
            yield self._words[CHAPTERS.get(verdict["why"]["pattern"], "see_races")]
        for race in seen["races"]:
            yield self.race(race, names)
        for order in seen["lock_orders"]:
            yield self.lock_order(order, names)
        for each in seen["misuses"]:
            yield self.misuse(each, names)
        if not seen["races"] and seen["runs"] and len(names) > 1:
            yield self._fill("none", runs=seen["runs"])
        for race in seen["harmless"]:
            one, other = (self._side(side, names) for side in race["sides"])
            yield self._fill("harmless", one=one, other=other, promise=self._words[race["promise"]])
        if seen["not_seen"]:
            reasons = self._words["more"].join(self._words[why] for why in seen["not_seen"])
            yield self._fill("not_seen", reasons=reasons)

    def _fill(self, key: str, **values: object) -> str:
        return self._words[key].format(**values)

    def why(self, why: Mapping[str, Any], names: Mapping[str, str]) -> str:
        if not why["steps"]:
            return self._words["circle"]
        steps = self._words["more"].join(self._step(step, names) for step in why["steps"])
        return self._fill("why", steps=steps, pattern=self._words[why["pattern"]])

    def _step(self, step: Mapping[str, Any], names: Mapping[str, str]) -> str:
        key = f"why_{step['kind']}" + ("" if step["value"] is None else "_value")
        values = {"what": step["what"], "line": step["line"], "value": step["value"]}
        return self._fill(key, thread=names.get(str(step["thread"]), "?"), **values)

    def race(self, race: Mapping[str, Any], names: Mapping[str, str]) -> str:
        one, other = (self._side(side, names) for side in race["sides"])
        lock = next((lock for side in race["sides"] for lock in side["holds"]), "")
        return self._fill("race", one=one, other=other, cure=self._fill(race["cure"], lock=lock))

    def _side(self, side: Mapping[str, Any], names: Mapping[str, str]) -> str:
        key = "call" if _CALLED in side["source"] else side["kind"]
        thread = names.get(str(side["thread"]), "?")
        return self._fill(key, thread=thread, what=side["source"], line=side["line"])

    def lock_order(self, order: Mapping[str, Any], names: Mapping[str, str]) -> str:
        takings = self._words["more"].join(
            self._fill("taking", **{**each, "thread": names.get(str(each["thread"]), "?")})
            for each in order["takings"]
        )
        key = "lock_order" if order["gate"] is None else "lock_order_gated"
        return self._fill(key, takings=takings, gate=order["gate"])

    def misuse(self, each: Mapping[str, Any], names: Mapping[str, str]) -> str:
        thread = names.get(str(each["thread"]), "?")
        return self._fill(each["kind"], thread=thread, what=each["what"], line=each["line"])


def accuses(verdict: Mapping[str, Any]) -> bool:
    """Is there a race, or an order of locks that nothing excuses?"""
    seen = verdict.get("races") or {"races": [], "lock_orders": []}
    return bool(seen["races"]) or any(order["gate"] is None for order in seen["lock_orders"])
