"""What a search knows between two runs: JSON, since every run begins with a fresh memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NotRequired, TypedDict

from . import bounded, exhaustive, fewer, interest, merge, races, shrink

if TYPE_CHECKING:
    from ...protocol import types as protocol

Phase = Literal["search", "orders", "shrink", "merge", "fewer", "races", "show", "why", "outcomes"]


class Search(TypedDict):
    phase: Phase
    policy: str
    budget: int  # of schedules
    done: int
    seed: int
    usual_steps: int  # of the first run; 0 before it
    unfinished: str | None
    stalls: int
    allowed: list[str] | None
    exit_code: int | None
    tally: dict[str, int]
    outputs: list[int]  # the different ones of runs that ended well, by their checksums
    bounded: bounded.Bounded
    interests: interest.Interests
    exhaustive: NotRequired[exhaustive.Exhaustive]  # where all orders are wanted
    outcomes: NotRequired[exhaustive.Outcomes]  # where all that it can print is
    unverified: NotRequired[list[str]]  # of these, by their keys
    races: NotRequired[races.Looking]  # once nothing has failed
    # from the first failure on
    failure: NotRequired[str]
    first: NotRequired[str]
    shrink: NotRequired[shrink.Shrink]
    merge: NotRequired[merge.Merge | None]  # None until its own turns are known
    fewer: NotRequired[fewer.Fewer]
    shown: NotRequired[dict[str, Any]]  # the record that is told


class Step(TypedDict):
    """What a search says: what to run next, or the verdict."""

    state: NotRequired[Search]
    request: NotRequired[dict[str, Any]]
    progress: NotRequired[protocol.Progress]
    verdict: NotRequired[protocol.Exploration | protocol.Unusable]
