"""Reads what is to be run, and how, from plain JSON: what is of another kind than it must be is
said in one line, before anything is run. Knows no run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..limits import MAX_OUTPUT, MAX_SEED, MAX_STEPS, MAX_THREADS
from ..policies import Policy, Replay, Turns, by_name
from ..schedule import GRANULARITIES, Schedule, ScheduleError, parse

LONGEST_NAME = 255  # bytes, as Linux has it
_SHOWN = 40  # characters of what is wrong


class BadRequest(Exception):
    """A request that cannot be run at all."""


def shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "..."


def is_text(value: object) -> bool:
    """Which UTF-8 can hold: no half of a pair."""
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and _is_number(value) and 0 < value < 2**53


def _is_name(value: object) -> bool:
    """Of a file in the run's folder."""
    if not isinstance(value, str) or not is_text(value):
        return False
    if not 0 < len(value.encode()) <= LONGEST_NAME:
        return False
    return value not in (".", "..") and not set(value) & {"/", "\0", "\n", "\r"}


def _is_path(value: object) -> bool:
    return isinstance(value, str) and all(map(_is_name, value.split("/")))


def _are_files(value: object) -> bool:
    return isinstance(value, dict) and all(
        _is_path(path) and is_text(text) for path, text in value.items()
    )


def is_answer(value: object) -> bool:
    """To a question who goes on."""
    if not isinstance(value, dict) or not _is_number(value.get("thread")):
        return False
    return value.get("granularity", "bytecode") in (*GRANULARITIES, "run")


def _are_turns(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(turn, list) and len(turn) == 3 and all(map(_is_number, turn[:2]))
        for turn in value
    )


def _is_order(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == {"choices", "sleep", "visible"}
        and isinstance(value["choices"], list)
        and all(map(_is_number, value["choices"]))
        and isinstance(value["sleep"], dict)
        and isinstance(value["visible"], list)
    )


def _is_interest(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == {"places", "counts"}
        and isinstance(value["places"], list)
        and all(map(_is_number, value["places"]))
        and isinstance(value["counts"], list)
        and all(
            isinstance(pair, list) and len(pair) == 2 and all(map(_is_number, pair))
            for pair in value["counts"]
        )
    )


Kind = tuple[str, Callable[[object], bool]]
_TEXT: Kind = "a text", is_text
_NUMBER: Kind = "a whole number", _is_number
_COUNT: Kind = "a whole number above 0", _is_count
_FLAG: Kind = "true or false", lambda value: isinstance(value, bool)
#: What each field must be, if it is there.
FIELDS: dict[str, Kind] = {
    "source": _TEXT,
    "files": ("files by their names", _are_files),
    "filename": ("the name of a file", _is_name),
    "seed": _NUMBER,
    "policy": _TEXT,
    "preempt": _TEXT,
    "schedule": _TEXT,
    "library": _FLAG,
    "lean": _FLAG,
    "bend": _FLAG,
    "keep_turns": _FLAG,
    "stop_at_deadlock": _FLAG,
    "points": _FLAG,
    "accesses": _FLAG,
    "order": ("the steps of an order", _is_order),
    "interest": ("places and how often each is met", _is_interest),
    "races": _FLAG,
    "why": _FLAG,
    "values": _FLAG,
    "same_output": _FLAG,
    "exhaustive": _FLAG,
    "outputs": _FLAG,
    "orders": _COUNT,
    "preemptions": _COUNT,
    "exit_code": _NUMBER,
    "max_steps": _COUNT,
    "max_output": _COUNT,
    "max_threads": _COUNT,
    "horizon": _COUNT,
    "choices": (
        "answers",
        lambda value: isinstance(value, list) and all(map(is_answer, value)),
    ),
    "turns": ("turns", _are_turns),
    "expect": (
        "texts",
        lambda value: isinstance(value, list) and all(map(is_text, value)),
    ),
}


def check(given: object) -> dict[str, Any]:
    """The request, if each of its fields is of its kind; others are nobody's business."""
    if not isinstance(given, dict):
        raise BadRequest(f"a request is an object, not {shown(given)}")
    if given.get("source") is None:
        raise BadRequest("there is no program: the source is a text")
    for name, (words, fits) in FIELDS.items():
        value = given.get(name)
        if value is not None and not fits(value):
            raise BadRequest(f"the {name} is {words}, not {shown(value)}")
    seed = given.get("seed") or 0
    if not 0 <= seed <= MAX_SEED:
        raise BadRequest(f"the seed lies between 0 and {MAX_SEED}, not at {shown(seed)}")
    return given


class Request:
    """What to run and how."""

    def __init__(self, given: dict[str, Any]) -> None:
        given = check(given)
        self.source: str = given["source"]
        self.files: dict[str, str] = given.get("files") or {}
        self.filename: str = given.get("filename") or "program.py"
        self.seed: int = given.get("seed") or 0
        self.policy: str = given.get("policy") or "random"
        self.library: bool = bool(given.get("library"))  # preempt threading and queue as well
        self.granularity: str = given.get("preempt") or "bytecode"
        self.max_steps: int = given.get("max_steps") or MAX_STEPS
        self.max_output: int = given.get("max_output") or MAX_OUTPUT
        self.max_threads: int = given.get("max_threads") or MAX_THREADS
        self.horizon: int = given.get("horizon") or 1000
        self.lean: bool = bool(given.get("lean"))
        self.strict: bool = not given.get("bend")
        self.turns: list[Any] | None = given.get("turns")  # each a thread and its steps
        self.keep_turns: bool = bool(given.get("keep_turns"))
        self.accesses: bool = bool(given.get("accesses"))
        self.races: bool = bool(given.get("races"))
        self.why: bool = bool(given.get("why"))
        self.values: bool = bool(given.get("values"))
        self.stop_at_deadlock: bool = bool(given.get("stop_at_deadlock"))
        self.schedule: Schedule | None = None
        if given.get("schedule"):
            try:
                self.schedule = parse(given["schedule"])
            except ScheduleError as error:
                raise BadRequest(str(error)) from None
            self.granularity = self.schedule.granularity
        if self.granularity not in GRANULARITIES:
            raise BadRequest(f"preempt at bytecode, line or call, not {shown(self.granularity)}")

    def make_policy(self) -> Policy:
        if self.turns is not None:
            return Turns(self.turns)
        if self.schedule is not None:
            return Replay(self.schedule, self.strict)
        try:
            return by_name(self.policy, self.seed, self.granularity, self.horizon)
        except ValueError as error:
            raise BadRequest(str(error)) from None
