"""What is said once in playground/protocol is so everywhere: in what is generated, in what the engine
writes, in what it refuses, and in what the page reads."""

from __future__ import annotations

import json

import pytest

from playground import catalogue
from playground.protocol.generate import made
from playground.simthreads.explore.search import POLICIES
from playground.simthreads.policies import NAMED
from playground.simthreads.program.request import FIELDS, BadRequest, check
from tests.simthreads.schema import DEFINITIONS, problems

RECORDED = sorted(catalogue.RECORDED.glob("*/*.json"))


def test_what_is_generated_is_as_it_is_kept():
    for file, text in made():
        assert file.read_text("utf8") == text, f"python -m playground.protocol: {file.name}"


@pytest.mark.parametrize("file", RECORDED, ids=lambda file: file.stem)
def test_recorded_runs_fit(file):
    assert problems(json.loads(file.read_text("utf8"))) == []


SAMPLES = [
    *(None, True, False, 0, 1, -1, 1.5, 2**32 - 1, 2**32, 2**53, "", "a", "a.py", "a/b", "/a", "..", "a\0"),
    *("a\n", ".", "./a", "x" * 255, "x" * 256, "1.line", "random", "step", "call", "word"),
    *([], ["a"], [1], [[1, 2, True]], [[1, 2]], [["1", 2, True]], {}, {"a": "b"}, {"a": 1}, {"..": "b"}),
    *({"thread": 1}, [{"thread": 1}], [{"thread": "1"}], [{"thread": 1, "granularity": "run"}]),
    *([{"thread": 1, "granularity": "x"}], [{"thread": True}]),
]  # fmt: skip
REQUESTS = ("RunRequest", "ExploreRequest")
#: Said in words of their own by what comes after the kinds.
BY_NAME = ("policy", "preempt", "schedules")


@pytest.mark.parametrize("field", sorted(FIELDS.keys() - set(BY_NAME)))
@pytest.mark.parametrize("kind", REQUESTS)
def test_the_engine_refuses_what_the_schema_does(kind, field):
    if field not in DEFINITIONS[kind]["properties"]:
        return
    for value in SAMPLES:
        request = {"source": "", field: value}
        try:
            check(request)
            accepted = True
        except BadRequest:
            accepted = False
        assert accepted == (not problems(request, kind)), (field, value)


def test_the_engine_knows_the_fields_of_the_schema():
    named = {field for kind in REQUESTS for field in DEFINITIONS[kind]["properties"]}
    assert named == FIELDS.keys() | {"schedules"}


def test_every_policy_is_in_the_schema():
    run, explore = (
        DEFINITIONS[kind]["properties"]["policy"]["anyOf"][0]["enum"] for kind in REQUESTS
    )
    assert set(run) == {*NAMED, "step"}
    assert tuple(explore) == POLICIES
    assert {*NAMED, "step", "replay"} == set(DEFINITIONS["Run"]["properties"]["policy"]["enum"])


@pytest.mark.parametrize("policy", POLICIES)
def test_verdicts_fit(engine, program, policy):
    wanted = {"bare_counter_race": policy != "bounded", "guarded_counter": False}
    for name, found in wanted.items():
        verdict = engine.explore(program[name], policy=policy, schedules=20, same_output=True)
        assert problems(verdict, "Exploration") == []
        assert verdict["found"] == found  # a verdict of either kind


def test_questions_and_progress_fit(engine, program):
    questions, told = [], []

    def on_message(message):
        if "question" in message:
            questions.append(message["question"])
            engine.send(
                {
                    "id": message["id"],
                    "do": "answer",
                    "answer": {"thread": message["question"]["runnable"][-1]},
                }
            )
        elif "progress" in message:
            told.append(message["progress"])

    engine.ask("step", {"source": program["bare_counter_race"]}, on_message)
    engine.ask("explore", {"source": program["bare_counter_race"], "schedules": 40}, on_message)
    assert questions and told
    assert [problems(one, "Question") for one in questions] == [[]] * len(questions)
    assert [problems(one, "Progress") for one in told] == [[]] * len(told)
