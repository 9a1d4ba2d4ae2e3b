"""The search: what it finds, how it shortens, and that it never says more than it knows."""

from __future__ import annotations

import pytest

from playground.node import Engine
from playground.simthreads.explore import advance, asking, bounded, merge, shrink
from playground.simthreads.explore.judge import stdout
from playground.simthreads.limits import MAX_STEPS, SEARCH_STEPS
from playground.simthreads.schedule import parse

CHECK_THEN_ACT = (
    "import threading\ntickets = 1\nsold = []\ndef sell():\n    global tickets\n    if tickets > 0:\n"
    "        tickets -= 1\n        sold.append(1)\n"
    "threads = [threading.Thread(target=sell) for _ in range(2)]\nfor t in threads: t.start()\n"
    "for t in threads: t.join()\nassert len(sold) == 1, sold\n"
)


@pytest.mark.parametrize("policy", ["mixed", "random", "pct", "bounded"])
def test_a_race_is_found_shortened_and_replays(engine, policy):
    verdict = engine.explore(CHECK_THEN_ACT, schedules=500, policy=policy)
    assert (verdict["found"], verdict["failure"]) == (True, "raised AssertionError")
    assert verdict["preemptions"] == 1
    again = engine.run(CHECK_THEN_ACT, schedule=verdict["schedule"])
    assert again["outcome"] == "raised"
    assert again["error"] == verdict["record"]["error"]
    assert engine.run(CHECK_THEN_ACT, schedule=verdict["first"])["outcome"] == "raised"


THREADS = "for t in threads: t.start()\nfor t in threads: t.join()\n"
#: The fewest preemptions with which each fails, by a search of all schedules with fewer.
FEWEST = {
    "one global stream for two threads": (
        2,
        "import contextlib, io, sys, threading\nkept = {}\nscreen = sys.stdout\ndef capture(word):\n"
        "    text = io.StringIO()\n    with contextlib.redirect_stdout(text):\n        print(word)\n        print(word)\n"
        "    kept[word] = text.getvalue()\n"
        "threads = [threading.Thread(target=capture, args=(word,)) for word in 'ab']\n" + THREADS +
        "assert sys.stdout is screen\nassert kept == {'a': 'a\\na\\n', 'b': 'b\\nb\\n'}\n",
    ),
    "three that take turns": (
        2,
        "import threading\nlog = []\ndef work(name):\n    log.append(name)\n    log.append(name)\n"
        "threads = [threading.Thread(target=work, args=(name,)) for name in 'abc']\n" + THREADS +
        "assert len(set(log[:3])) < 3, log\n",
    ),
}  # fmt: skip


def shortened(engine: Engine, name: str, seed: int) -> tuple[int, int]:
    """How many preemptions are left, and how many there need to be."""
    fewest, source = FEWEST[name]
    verdict = engine.explore(source, schedules=500, seed=seed)
    assert verdict["failure"] == "raised AssertionError"
    assert engine.run(source, schedule=verdict["schedule"])["outcome"] == "raised"
    return verdict["preemptions"], fewest


@pytest.mark.parametrize("name", FEWEST)
def test_a_failure_is_shortened_to_the_fewest_preemptions(engine, name):
    """At the seed that everybody has; the soak tries others."""
    left, fewest = shortened(engine, name, 0)
    assert left == fewest


def test_five_philosophers_stand_still_after_four_preemptions(engine, program):
    verdict = engine.explore(program["philosophers_deadlock"], schedules=500)
    assert (verdict["failure"], verdict["preemptions"]) == ("deadlock", 4)
    deadlock = verdict["record"]["deadlock"]
    assert sorted(deadlock["cycle"]) == [2, 3, 4, 5, 6]
    names = {thing["id"]: thing["name"] for thing in verdict["record"]["objects"]}
    held = {names[h["object"]] for t in deadlock["threads"] for h in t["holds"]}
    assert held == {f"forks[{seat}]" for seat in range(5)}


def test_another_output_may_be_a_failure(engine, program):
    source = program["bare_counter_race"].replace("range(20)", "range(3)")
    assert engine.explore(source, schedules=40)["found"] is False
    verdict = engine.explore(source, schedules=40, same_output=True)
    assert (verdict["failure"], verdict["preemptions"]) == ("output", 1)
    expected = engine.explore(source, schedules=40, expect=["6\n"])
    assert expected["failure"] == "output"


def test_what_holds_is_not_found_and_no_more_is_said(engine, program):
    verdict = engine.explore(program["guarded_counter"], schedules=60, same_output=True)
    assert (verdict["found"], verdict["schedules"], verdict["tally"]) == (False, 60, {"fine": 60})


def test_the_different_outputs_are_counted(engine):
    source = (
        "import threading\nprint_it = lambda n: print(n)\n"
        "threads = [threading.Thread(target=print_it, args=(n,)) for n in range({n})]\n"
        "for t in threads: t.start()\nfor t in threads: t.join()\n"
    )
    for count, orders, schedules in ((1, 1, 20), (2, 2, 60), (3, 6, 400)):
        verdict = engine.explore(source.replace("{n}", str(count)), schedules=schedules)
        assert (verdict["found"], verdict["outputs"]) == (False, orders)
    endless = engine.explore("while True: print(end='')", schedules=2, max_steps=5000)
    assert (endless["found"], endless["outputs"]) == (False, 0)


def test_what_never_ends_is_given_less_with_each_try(engine):
    """A rare failure of a server is still looked for, and none of the tries takes long."""
    asked = []
    for number in range(40):
        state = {"done": number, "usual_steps": 500_000, "tally": {"limit steps": number}}
        asked.append(asking.enough_steps(state))
    assert asked == [2_000_000] * 4 + [200_000] * 36
    ends_at_times = {"done": 30, "usual_steps": 9_000, "tally": {"limit steps": 29, "fine": 1}}
    assert asking.enough_steps(ends_at_times) == 950_000
    endless = engine.explore("while True: pass", schedules=40, max_steps=5000)
    assert (endless["schedules"], endless["tally"]) == (40, {"limit steps": 40})


def test_the_systematic_search_ends_when_all_is_tried(engine):
    source = "import threading\nt = threading.Thread(target=int)\nt.start()\nt.join()"
    verdict = engine.explore(source, schedules=500, policy="bounded")
    assert (verdict["found"], verdict["exhausted"]) == (False, True)


def test_a_systematic_search_keeps_no_more_than_it_may_try():
    state = bounded.begin(5)
    points = [("s", at, [2, 3]) for at in range(1, 50)]
    bounded.learn(state, {"schedule": "1.bytecode", "points": points})
    tried = []
    while (candidate := bounded.candidate(state)) is not None:
        tried.append(candidate)
    assert tried == [f"1.bytecode.{part}" for part in ("2@1", "3@1", "2@2", "3@2", "2@3")]


def test_joining_two_turns_of_a_thread_saves_a_preemption():
    turns = [[2, 5, True], [3, 7, True], [2, 4, True], [3, 9, False], [2, 1, False]]
    assert merge.candidates(turns) == [
        [[2, 5, True], [3, 7, True], [2, 5, False], [3, 9, False]],
        [[2, 5, True], [3, 7, True], [3, 9, False], [2, 5, False]],
        [[2, 5, True], [3, 16, False], [2, 4, True], [2, 1, False]],
        [[2, 5, True], [2, 4, True], [3, 16, False], [2, 1, False]],
        [[2, 9, True], [3, 7, True], [3, 9, False], [2, 1, False]],
        [[3, 7, True], [2, 9, True], [3, 9, False], [2, 1, False]],
    ]
    assert merge.candidates([[2, 5, True], [3, 1, False]]) == [[[2, 5, False], [3, 1, False]]]


@pytest.mark.parametrize(
    "options", [{"schedules": 0}, {"policy": "best"}, {"schedules": "x"}, {"seed": -1}]
)
def test_an_unusable_search_says_why(engine, options):
    assert list(engine.explore("print(1)", **options)) == ["unusable"]


#: Sound programs that notice when something is freed, which who looks at accesses must not put off.
NOTICES = {
    "a file that nobody closes": (
        "open('a.txt', 'w').write('x' * 10)\n"
        "def use():\n    assert open('a.txt').read() == 'x' * 10\n"
    ),
    "a finalizer": (
        "seen = []\nclass Box:\n    n = 0\n    def __del__(self): seen.append(1)\n"
        "def use():\n    b = Box()\n    b.n += 1\n    del b\n    assert seen\n"
    ),
    "a weak reference": (
        "import weakref\nclass Box: pass\n"
        "def use():\n    b = Box()\n    b.n = 1\n    r = weakref.ref(b)\n    del b\n"
        "    assert r() is None\n"
    ),
    "a module that was just written": (
        "import os, sys\nopen('m.py', 'w').write('value = 7')\nsys.path.insert(0, os.getcwd())\n"
        "def use():\n    import m\n    assert m.value == 7\n"
    ),
}
WATCHING: list[dict[str, object]] = [
    {}, {"races": True}, {"exhaustive": True, "races": True}, {"outputs": True},
    {"policy": "surw"}, {"policy": "pos"},
]  # fmt: skip


@pytest.mark.parametrize("name", NOTICES)
@pytest.mark.parametrize("options", WATCHING, ids=str)
def test_what_only_a_watched_run_shows_is_not_told(engine, name, options):
    two = "ts = [threading.Thread(target=use) for _ in range(2)]\n"
    source = (
        f"import threading\n{NOTICES[name]}{two}for t in ts: t.start()\nfor t in ts: t.join()\n"
    )
    verdict = engine.explore(source, schedules=30, **options)
    assert (verdict["found"], set(verdict["tally"])) == (False, {"fine"})
    assert {each["failure"] for each in verdict.get("outcomes", [])} <= {""}
    assert not (verdict.get("orders") or {}).get("exhausted")


def test_a_search_can_be_stopped(engine):
    engine.send({"id": -2, "do": "explore", "request": {"source": "print(1)", "schedules": 10**6}})
    engine.send({"id": -2, "do": "stop"})
    result = next(m["result"] for m in engine.messages() if m["id"] == -2 and "result" in m)
    assert result["found"] is False
    assert result["stopped"] is True
    assert result["schedules"] < 10**6


def test_who_breaks_off_a_wait_gets_no_answer_of_it_later():
    def break_off(message):
        raise KeyboardInterrupt

    with Engine() as engine:
        with pytest.raises(KeyboardInterrupt):
            engine.ask("explore", {"source": "print(1)", "schedules": 400}, break_off)
        assert stdout(engine.run("print('mine')")) == "mine\n"
        assert engine.explore("print(1)", schedules=2)["schedules"] == 2


# -- on plain CPython


def test_shrinking_leaves_out_what_is_not_needed():
    needed = {("s", 30, 2), ("s", 70, 3)}
    text = "1.line." + ".".join(f"{2 + n % 2}@{n * 10}" for n in range(1, 41))
    state = shrink.begin(text)
    while (candidate := shrink.candidate(state)) is not None:
        kept = set(parse(candidate).deviations)
        ids = {(kind, at) for kind, at, _ in kept}
        fails = {(kind, at) for kind, at, _ in needed} <= ids
        shrink.learn(state, candidate if fails else None)
    assert [at for _, at, _ in parse(state["best"]).deviations] == [30, 70]
    assert state["tries"] < 100


def test_the_state_of_a_search_is_plain_json():
    import json

    request = {"source": "x", "schedules": 3}
    step = advance(request, "", "", False)
    seen = []
    while "verdict" not in step:
        seen.append(step["request"].get("policy", "usual"))
        result = {
            "outcome": "finished",
            "exit_code": 0,
            "steps": 9,
            "schedule": "1.bytecode",
            "output": [],
        }
        step = advance(request, json.dumps(step["state"]), json.dumps(result), False)
    assert seen == ["usual", "pos", "surw"]
    assert step["verdict"]["tally"] == {"fine": 3}


READS_ITSELF = {
    "open": "open(__file__).readline()",
    "path": "pathlib.Path(__file__).read_text()[:7]",
    "size": "str(os.path.getsize(__file__) > 9)",
    "listed": "str(os.listdir().count(__file__))",
    "tokens": "tokenize.open(__file__).readline()",
    "cache": "linecache.getline(__file__, 1)",
    "run as a module": "str(runpy.run_path(__file__)['n'])",
}


@pytest.mark.parametrize("how", READS_ITSELF)
def test_a_program_can_read_itself_in_each_run(engine, how):
    source = (
        "import linecache, os, pathlib, runpy, threading, tokenize\nn = 1\n"
        f"def look():\n    print({READS_ITSELF[how]}.strip())\n"
        "if __name__ == '__main__':\n"
        "    threads = [threading.Thread(target=look) for _ in range(2)]\n"
        "    for t in threads: t.start()\n    for t in threads: t.join()\n"
    )
    usual, lean = (engine.run(source, lean=lean) for lean in (False, True))
    assert lean["outcome"] == usual["outcome"] == "finished"
    assert [p["text"] for p in lean["output"]] == [p["text"] for p in usual["output"]] != []
    verdict = engine.explore(source, schedules=20)
    assert (verdict["found"], set(verdict["tally"])) == (False, {"fine"})


@pytest.mark.parametrize("given", [{}, {"max_steps": 7}, {"max_steps": 10**12}])
def test_one_run_of_a_search_ends_sooner_than_one_that_is_asked_for(given):
    first = advance({"source": "pass", **given}, "", "", False)
    assert first["request"]["max_steps"] == given.get("max_steps", SEARCH_STEPS)
    assert SEARCH_STEPS < MAX_STEPS
