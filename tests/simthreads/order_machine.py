"""Runs a generated program's operations as the engine runs a program: in steps that it tells. So the
search can be held to all outcomes in thousands of programs, without the engine."""

from __future__ import annotations

from playground.simthreads.orders import footprint, tree
from playground.simthreads.orders.footprint import Act
from playground.simthreads.orders.races import Step
from tests.simthreads.order_model import (
    DEADLOCK,
    Op,
    Program,
    State,
    compiled,
    enabled,
    final,
    step,
)

MOST = 20_000
_ITEMS = {"append": "w", "pop": "w", "extend": "w", "insert": "w", "len": "r", "test_items": "r"}
_TABLE = {"setdefault": "w", "put_key": "w", "pop_key": "w", "get_key": "r"}
_BOX = {"get": "r", "unless_zero": "r", "set": "w", "set_to": "w"}
_GATE = {"raise_gate": "w", "lower_gate": "w", "look_gate": "r", "pass_gate": "r"}


def _both(thing: str) -> list[Act]:
    return [["T", thing, ""], ["R", thing, ""]]


def acts(state: State, op: Op) -> list[Act]:
    """What this operation would do now."""
    name, *given = op
    if name in _BOX:
        return [[_BOX[name], "=box", given[0], f"box.{given[0]}"]]
    if name in _ITEMS:
        return [[_ITEMS[name], "=items", "*", "items"]]
    if name in _TABLE:
        return [[_TABLE[name], "table", str(given[0]), f"table.{given[0]}"]]
    if name in ("acquire", "release"):
        return [["A" if name == "acquire" else "R", f"lock {given[0]}", ""]]
    if name == "try_lock":
        return [["T" if state.owner[given[0]] is None else "L", f"lock {given[0]}", ""]]
    if name == "park":
        return [["R", "lock 2", ""], *_both("condition")]
    if name == "notify":
        return [*_both("condition"), *_wakes(state.waiters[: given[0]])]
    if name in ("put", "take"):
        return _both("line")
    flag: list[Act] = [[_GATE[name], "gate", "flag", "gate.flag"]] if name in _GATE else []
    if name in ("raise_gate", "pass_gate"):
        woken = state.before_gate if name == "raise_gate" else ()
        return [*flag, *_both("gate's lock"), *_wakes(woken)]
    return flag


def _wakes(threads: object) -> list[Act]:
    return [["<", f"wake {thread}", ""] for thread in threads]  # type: ignore[attr-defined]


class Machine:
    """One run, in the order that it is asked for."""

    def __init__(self, program: Program, ask: tree.Ask) -> None:
        self.code = [compiled(ops) for ops in program.threads]
        self.state = State(len(self.code))
        self.ask = ask
        self.visible = set(ask["visible"])
        self.woken: set[int] = set()
        self.steps: list[Step] = []
        self.redundant = False
        self._first: footprint.FirstTouch = {}
        self._sleep: dict[str, footprint.Sleeper] = {}

    def run(self) -> None:
        everybody = range(len(self.code))
        while able := [me for me in everybody if enabled(self.state, self.code, me)]:
            options = [me + 1 for me in able]
            chosen = self._choose(options)
            if not chosen:
                self.redundant = True
                return
            self._take(chosen, options)
        for me in everybody:
            at = self.state.at[me]
            if at < len(self.code[me]) and me not in self.state.parked:
                thing = acts(self.state, self.code[me][at])[0][1]
                stuck: list[Act] = [["S", thing, ""]]
                self.steps.append({"thread": me + 1, "options": [me + 1], "does": stuck})

    def _choose(self, options: list[int]) -> int:
        number = len(self.steps)
        if number < len(self.ask["choices"]):
            return self.ask["choices"][number]
        free = [thread for thread in options if str(thread) not in self._sleep]
        last = self.steps[-1]["thread"] if self.steps else 0
        return last if last in free else next(iter(free), 0)

    def _take(self, chosen: int, options: list[int]) -> None:
        me, number = chosen - 1, len(self.steps)
        does: list[Act] = [[">", f"wake {me}", ""]] if me in self.woken else []
        self.woken.discard(me)
        does += self._operation(me)
        while enabled(self.state, self.code, me) and not self._is_stop(me):
            does += self._operation(me)
        self.steps.append({"thread": chosen, "options": options, "does": does})
        shown = [act for act in does if act[0] not in "rw" or act[3] in self.visible]
        footprint.note(self._first, shown, number)
        begun = len(self.ask["choices"])
        if number >= begun - 1:
            sleep = self.ask["sleep"] if number == begun - 1 else self._sleep
            self._sleep = footprint.awake(sleep, shown, self._first)

    def _operation(self, me: int) -> list[Act]:
        parked = set(self.state.parked)
        does = acts(self.state, self.code[me][self.state.at[me]])
        step(self.state, self.code, me)
        self.woken |= parked - self.state.parked
        return does

    def _is_stop(self, me: int) -> bool:
        next_acts = acts(self.state, self.code[me][self.state.at[me]])
        return me in self.woken or any(
            act[0] not in "rw" or act[3] in self.visible for act in next_acts
        )

    def outcome(self) -> str:
        over = all(at >= len(ops) for at, ops in zip(self.state.at, self.code, strict=True))
        return final(self.state) if over else DEADLOCK


def explore(program: Program) -> set[str]:
    """All that it can print, by the search; nothing if that did not end."""
    search = tree.begin()
    found: set[str] = set()
    for _ in range(MOST):
        if search["done"]:
            return found
        machine = Machine(program, tree.ask(search))
        machine.run()
        if not machine.redundant:
            found.add(machine.outcome())
        tree.learn(search, machine.steps, machine.redundant)
    return set()
