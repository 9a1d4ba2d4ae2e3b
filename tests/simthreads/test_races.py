"""Races, orders of locks and reasons, in programs of which it is known what they have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from playground import catalogue, telling
from playground.__main__ import main
from playground.simthreads.races import promises
from tests.every import every
from tests.simthreads import race_programs
from tests.simthreads.schema import problems

HERE = Path(__file__).parent
DECLARED = yaml.safe_load((HERE / "declared_races.yml").read_text("utf-8"))
PROMISES = yaml.safe_load((HERE.parents[1] / "reference" / "promises.yml").read_text("utf-8"))
TOGETHER = (
    "ts = [threading.Thread(target=work) for work in (one, two)]\n"
    "for t in ts: t.start()\nfor t in ts: t.join()\n"
)
WAYS: list[dict[str, Any]] = [{"schedule": "1.bytecode"}, {"seed": 3, "preempt": "line"}]


def seen(engine, source, **way):
    record = engine.run(source, lean=True, races=True, seconds=60, **(way or WAYS[0]))
    assert "races" in record, record
    return record["races"]


def places(found):
    return {race["what"] for race in found["races"]}


def lines(found):
    return {side["line"] for race in found["races"] for side in race["sides"]}


@every("order", race_programs.ORDERS, str)
def test_what_is_ordered_is_no_race_and_what_is_not_is_one(order, engine):
    """19 orders and 11 kinds of data: 209 sound pairs, and as many broken ones."""
    wanted = {race_programs.line_of(kind) for kind in race_programs.KINDS}
    for way in WAYS:
        accused = seen(engine, race_programs.sound(order), **way)["races"]
        assert not accused, accused
        assert wanted <= lines(seen(engine, race_programs.broken(order), **way))


def test_the_books_programs_race_where_it_is_declared_and_nowhere_else(engine):
    wrong, met = [], set()
    for program in catalogue.simulated():
        name = f"{program.slug}/{program.name}"
        found = seen(engine, program.path.read_text("utf-8"), schedule="1.bytecode")
        group = "races" if name.endswith("_race") else "sound"
        declared = DECLARED[group].get(name, {})
        met |= {name} if declared else set()
        expected = {declared["what"]} if "what" in declared else set()
        if found["misuses"] and not name.endswith(("_race", "_deadlock")):
            wrong.append(f"{name}: {found['misuses']}")
        if group == "races" and not declared:
            wrong.append(f"{name} is declared nowhere")
        if not name.endswith("_deadlock") and places(found) != expected:
            wrong.append(f"{name}: {places(found)}, not {expected}")
        accused = [o for o in found["lock_orders"] if o["gate"] is None]
        if accused and not name.endswith("_deadlock"):
            wrong.append(f"{name}: {accused}")
    assert not wrong, "\n".join(wrong)
    assert met == {*DECLARED["races"], *DECLARED["sound"]}


def test_a_race_is_told_with_both_lines_threads_stacks_and_what_would_order_them(engine):
    source = (
        "import threading\nlock = threading.Lock()\nn = 0\ndef up():\n    global n\n    n += 1\n"
        "def one():\n    with lock:\n        up()\ndef two():\n    up()\n"
        "a = threading.Thread(target=one, name='a')\nb = threading.Thread(target=two, name='b')\n"
        "a.start(); b.start(); a.join(); b.join()\n"
    )
    found = seen(engine, source)
    race = found["races"][0]
    assert {found["threads"][str(side["thread"])] for side in race["sides"]} == {"a", "b"}
    assert [side["line"] for side in race["sides"]] == [6, 6]
    stacks = {tuple((p["function"], p["line"]) for p in side["stack"]) for side in race["sides"]}
    assert stacks == {(("up", 6), ("one", 9)), (("up", 6), ("two", 11))}
    assert race["cure"] == "lock_too"
    assert sorted(side["holds"] for side in race["sides"]) == [[], ["lock"]]


_APART = (
    "threads = [threading.Thread(target=take, args=j) for j in ((a, b), (b, a))]\n"
    "for t in threads:\n    t.start()\n    threading.Event().wait(0.01)\n"
    "for t in threads: t.join()"
)
LOCKS = (
    "import threading\na, b, g = (threading.Lock() for _ in range(3))\n"
    "def take(one, two, first=None):\n    if first: first.acquire()\n    with one:\n"
    "        with two: pass\n    if first: first.release()\n"
    "def run(*jobs):\n    threads = [threading.Thread(target=take, args=job) for job in jobs]\n"
    "    for t in threads: t.start()\n    for t in threads: t.join()\n"
)
#: What follows, and the gates of the circles that are told; None stands for no gate.
CIRCLES: dict[str, set[str | None]] = {
    "run((a, b, g), (b, a, g))": {"first"},  # as the program calls it where it takes it
    "run((a, b)); run((b, a))": set(),  # one ends before the other begins
    "run((a, b), (a, b))": set(),
    "take(a, b); take(b, a)": set(),  # one thread
    "s = threading.Semaphore(1)\nrun((a, b, s), (b, a, s))": {"first"},
    "s = threading.Semaphore(2)\n" + _APART.replace("(b, a)", "(b, a, s)"): {None},
    _APART: {None},
}


@every("then, told", CIRCLES.items(), lambda case: case[0])
def test_a_circle_of_locks_is_told_though_nothing_stopped(then, told, engine):
    gates = {order["gate"] for order in seen(engine, LOCKS + then)["lock_orders"]}
    assert gates == told


def test_the_promises_are_those_of_the_reference():
    engines = {p.name: p for p in promises.PROMISES}
    assert PROMISES.keys() == engines.keys() | {promises.FLAG, promises.DICT_KEYS}
    for name, promise in engines.items():
        stated = PROMISES[name]
        assert (set(stated["operations"]), set(stated["looks"]), stated["kind"]) == (
            set(promise.operations),
            set(promise.looks),
            promise.kind,
        )


EXCUSED = {
    "xs = []\ndef work(): xs.append(1)": "list-append",
    "xs = set()\ndef work(): xs.add(threading.get_ident())": "set-add",
    "from collections import deque\nxs = deque()\ndef work(): xs.append(1)": "deque-ends",
    "xs = {}\ndef work(): xs.setdefault('k', 1)": "dict-setdefault",
    "xs = {'k': 1}\ndef work(): xs.pop('k', None)": "dict-pop",
    "xs = {}\ndef work(): xs[threading.get_ident()] = 1": "dict-keys",
    "import itertools\nxs = itertools.count()\ndef work(): next(xs)": "count-next",
    "xs = False\ndef work():\n    global xs\n    xs = True": "flag",
    # and what looks much the same, and is no promise
    "xs = []\ndef work():\n    if len(xs) < 9: xs.append(1)": "",
    "xs = {}\ndef work(): xs['k'] = threading.get_ident()": "",
    "xs = {'k': 1}\ndef work():\n    if 'k' in xs: xs.pop('k', None)": "",
    "xs = False\ndef work():\n    global xs\n    if not xs: xs = True": "",
    "xs = [1]\ndef work():\n    xs.append(1)\n    for _ in xs: pass": "",
}


@every("text, promise", EXCUSED.items(), lambda case: case[0])
def test_what_python_promises_is_told_apart(text, promise, engine):
    source = f"import threading\n{text}\nts = [threading.Thread(target=work) for _ in range(2)]\n"
    found = seen(engine, source + "for t in ts: t.start()\nfor t in ts: t.join()\n")
    if promise:
        assert not found["races"], found["races"]
        assert {race["promise"] for race in found["harmless"]} == {promise}
    else:
        assert found["races"]


UNSEEN = {
    "import ctypes\nctypes": "memory",
    "open('x', 'w').close()": "files",
    "import random\nxs = [1, 2]\ndef work(): random.shuffle(xs)\n"
    "ts = [threading.Thread(target=work) for _ in range(2)]\n"
    "for t in ts: t.start()\nfor t in ts: t.join()": "calls",
    "import asyncio\nasyncio.run(asyncio.sleep(0))": "loop",
}


@every("text, reason", UNSEEN.items(), lambda case: case[1])
def test_what_is_not_looked_at_is_said(text, reason, engine):
    record = engine.run(f"import threading\n{text}\n", lean=True, races=True, schedule="1.bytecode")
    assert reason in record["races"]["not_seen"]
    assert not record["races"]["races"]


@every("name", ("plain_increment_race", "four_seats", "poison_pill", "crawl_with_workers"), str)
def test_a_run_in_which_accesses_are_seen_is_the_same_run(name, engine):
    program = next(each for each in catalogue.simulated() if each.name == name)
    text = program.path.read_text("utf-8")
    for way in ({"seed": 5}, {"policy": "pct", "seed": 2, "preempt": "line"}):
        told = engine.run(text, races=True, why=True, accesses=True, **way)
        plain = engine.run(text, **way)
        assert {key: told[key] for key in plain} == plain


#: Patterns by name, in whole programs, with how many steps tell of each.
NAMED = {
    "torn_read": (
        "class Point:\n    x = y = 0\np = Point()\ndef one():\n    p.x = 1\n    p.y = 1\n"
        "def two():\n    x = p.x\n    y = p.y\n    assert x == y\n",
        4,
    ),
    "missed_notify": (
        "c = threading.Condition()\ndef one():\n    with c: c.wait()\ndef two():\n    with c: c.notify()\n",
        2,
    ),
    "double_close": (
        "class File:\n    open, log = True, []\n    def close(self):\n        if self.open:\n"
        "            self.log.append(1)\n            self.open = False\n        assert len(self.log) < 2\n"
        "one = two = File().close\n",
        3,
    ),
    "check_then_act": (
        "d = {1: 1}\ndef one():\n    if 1 in d: d.pop(1)\ntwo = one\n",
        3,
    ),
}
#: What else closes twice: an error in the second call.
CLOSED = (
    "class File:\n    handle = [1]\n    def close(self):\n        if self.handle is not None:\n"
    "            self.handle.pop()\n            self.handle = None\none = two = File().close\n"
)


@every("name, case", [*NAMED.items(), ("double_close", (CLOSED, 2))], lambda case: case[0])
def test_a_pattern_is_told_by_its_name_in_both_languages(name, case, engine):
    verdict = engine.explore(f"import threading\n{case[0]}{TOGETHER}", races=True)
    assert verdict["found"] and not problems(verdict, "Found")
    assert (verdict["why"]["pattern"], len(verdict["why"]["steps"])) == (name, case[1])
    for language in telling.languages():
        told = telling.Telling(language)
        assert told._words[name] in next(told.lines(verdict))


WHY = {
    "n = 0\ndef work():\n    global n\n    n += 1": "lost_update",
    "n = {'k': 1}\ndef work():\n    if 'k' in n: del n['k']": "check_then_act",
}


@every("text, pattern", WHY.items(), lambda case: case[1])
def test_a_failure_is_told_by_its_reads_and_writes(text, pattern, engine):
    source = (
        f"import threading\n{text}\nts = [threading.Thread(target=work) for _ in range(2)]\n"
        "for t in ts: t.start()\nfor t in ts: t.join()\nassert n in (2, {})\n"
    )
    verdict = engine.explore(source, races=True, schedules=400)
    assert verdict["found"] and verdict["why"]["pattern"] == pattern, verdict
    assert not problems(verdict, "Found")
    first, other, last = verdict["why"]["steps"]
    assert first["thread"] == last["thread"] != other["thread"]
    assert first["kind"] == "read" and other["kind"] == last["kind"] == "write"
    if pattern == "lost_update":
        assert [step["value"] for step in (first, other, last)] == ["0", "1", "1"]


def test_a_search_that_finds_no_failure_tells_of_the_race(engine):
    text = next(p for p in catalogue.simulated() if p.name == "crawl_until_stopped")
    verdict = engine.explore(text.path.read_text("utf-8"), races=True, schedules=3)
    assert not verdict["found"] and not problems(verdict, "NotFound")
    assert places(verdict["races"]) == {"found"} and verdict["races"]["runs"] == 3
    assert verdict["schedules"] == 3  # those that look for races are not counted


@pytest.mark.parametrize("language", telling.languages())
def test_a_terminal_tells_of_races(language, monkeypatch, capsys):
    file = next(each for each in catalogue.simulated() if each.name == "lost_deposit_race").path
    arguments = ["playground", "explore", "--races", "--schedules", "5", "--language", language]
    monkeypatch.setattr("sys.argv", [*arguments, str(file)])
    assert main() == 1
    told = capsys.readouterr().out
    assert "balance" in told and "12" in told
    assert ("Data race" in told) is (language == "en")
    monkeypatch.setattr("sys.argv", ["playground", "explore", "--races", str(file.with_name("no"))])
    with pytest.raises(SystemExit) as error:
        main()
    assert error.value.code == 2
