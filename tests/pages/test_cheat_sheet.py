"""The cheat sheet agrees with the real modules, on each Python there is and in the simulation."""

from __future__ import annotations

import concurrent.futures
import json
import queue
import threading

import pytest

from playground import catalogue
from playground.simthreads.explore.judge import stdout
from sitebuild import pages
from sitebuild.sections.reference import api

GROUPS = api.groups()
CALLS = [(group, call) for group in GROUPS for call in group.calls]

# What runs inside each Python: it gets the sheet as JSON and prints one fault a line.
INSIDE = '''
import asyncio, concurrent.futures, contextvars, inspect, json, queue, sys, threading
from concurrent.futures import *
from concurrent.futures import BrokenExecutor, InvalidStateError
from contextvars import *
from queue import *
from threading import *

HERE = sys.version_info[:2]
SPACE = globals()
MODULES = (threading, queue, concurrent.futures)


def is_here(version):
    return version is None or tuple(map(int, version.split("."))) <= HERE


def find(group, name):
    owner = eval(group["of"])
    for part in name.split("."):
        if not hasattr(owner, part):
            owner = next(m for m in MODULES if hasattr(m, part))
        owner = getattr(owner, part)
    return owner


def shape(signature):
    """Kind, name and default of each parameter, without what is not for callers."""
    return [
        (p.kind.name, p.name, p.default)
        for p in signature.parameters.values()
        if p.name not in ("self", "ctxkwargs")
    ]


def check_call(group, call):
    try:
        found = find(group, call["name"])
    except (AttributeError, StopIteration, ImportError):
        if is_here(call["since"]) and call["name"] not in ABSENT:
            yield "is not there"
        return
    if not is_here(call["since"]):
        yield "is there before " + call["since"]
    if call["loose"] or call["name"] in ABSENT:
        return
    kept = {}
    exec("def f(" + call["parameters"] + "): pass", kept)
    told = [p for p in shape(inspect.signature(kept["f"])) if is_here(call["params"].get(p[1]))]
    try:
        real = shape(inspect.signature(found))
    except ValueError:
        return  # Python tells none
    if told != real:
        yield "is " + str(inspect.signature(found))


def check_raised(one):
    if not one["code"] or not is_here(one["since"]):
        return
    try:
        exec(one["code"], dict(SPACE))
    except BaseException as error:
        if not isinstance(error, eval(one["error"])):
            yield "raises " + repr(error) + " for " + one["code"]
    else:
        yield "raises nothing for " + one["code"]


def left_out(group):
    """Public calls of the group's object that the sheet does not have."""
    if group["part"] or group["module"]:
        return []
    there = eval(group["of"])
    known = {call["name"] for call in group["calls"]} | set(group["old"])
    if group["also"]:
        known |= set(dir(eval(group["also"])))
    known |= set(getattr(there, "__dict__", ()))
    names = (n for n in dir(there) if not n.startswith("_") and n not in known)
    return [n for n in names if callable(getattr(there, n))]


for group in SHEET:
    for name in left_out(group):
        print(group["id"], name, "is left out")
    for call in group["calls"]:
        for fault in check_call(group, call):
            print(group["id"], call["name"], fault)
        if PROVOKE:
            for one in call["raises"]:
                for fault in check_raised(one):
                    print(group["id"], call["name"], fault)
listed = {call["name"] for group in SHEET for call in group["calls"]}
for module in MODULES:
    for name in sorted(set(module.__all__) - listed):
        print(module.__name__, name, "is left out")
'''


def program(*, provoke: bool, absent: tuple[str, ...] = ()) -> str:
    sheet = [
        {
            "id": group.id,
            "of": group.of,
            "also": group.also,
            "old": [*group.old, *group.internal],
            "module": group.module,
            "part": group.part,
            "calls": [
                {
                    "name": call.name,
                    "parameters": call.parameters,
                    "loose": call.loose,
                    "since": call.since,
                    "params": call.params,
                    "raises": [vars(one) for one in call.raises],
                }
                for call in group.calls
            ],
        }
        for group in GROUPS
    ]
    data = json.dumps(json.dumps(sheet, ensure_ascii=True))
    return (
        f"import json\nSHEET = json.loads({data})\nPROVOKE = {provoke}\nABSENT = {absent}\n{INSIDE}"
    )


@pytest.mark.parametrize("version", catalogue.interpreters())
def test_it_agrees_with_each_python(version):
    """Names, signatures, and each exception that it claims, by making it happen."""
    source = program(provoke=True)
    done = catalogue.execute(
        [("<sheet>", 1, source)], python=catalogue.interpreters()[version], timeout=60
    )
    assert done.code == 0, done.stderr
    assert done.lines == []


def test_it_agrees_with_the_python_of_the_pages(engine):
    """Names and signatures, but for what the simulation lacks or has made anew."""
    absent = ("InterpreterPoolExecutor", "ProcessPoolExecutor", "SimpleQueue")
    record = engine.run(program(provoke=False, absent=absent))
    assert record["outcome"] == "finished", record["error"]
    assert stdout(record) == ""


def test_every_public_name_of_the_three_modules_is_on_it():
    listed = {call.name for _, call in CALLS}
    for module in (threading, queue, concurrent.futures):
        assert sorted(set(module.__all__) - listed) == []


def test_what_blocks_says_how_its_waiting_can_fail():
    """A blocking call with a timeout has its exceptions provoked, or returns what came of it."""
    silent = [
        f"{group.id}.{call.text}"
        for group, call in CALLS
        if call.blocks and "timeout" in (call.parameters or "")
        if not any(one.code for one in call.raises)
        if (group.id, call.name) not in {("event", "wait"), ("futures", "wait")}
    ]
    assert silent == []


@pytest.mark.parametrize("language", pages.CONFIGS)
def test_each_call_is_on_the_page_once(language):
    text = pages.Page(language, "reference/cheat_sheet.md").text
    rows = [line for line in text.splitlines() if line.startswith("| <code>")]
    assert len(rows) == len(CALLS)
    for group in GROUPS:
        assert f"{{ #{group.id} }}" in text
