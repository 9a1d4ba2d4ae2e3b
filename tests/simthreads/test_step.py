"""Step by step: the caller is the scheduler."""

from __future__ import annotations

import itertools
from types import SimpleNamespace

from playground.simthreads.shared_access import is_step, touches

SOURCE = (
    "import threading\nx = 0\ndef work():\n    global x\n    x += 1\n"
    "threads = [threading.Thread(target=work, name=n) for n in 'ab']\nfor t in threads: t.start()\n"
    "for t in threads: t.join()\nprint(x)\n"
)


def drive(engine, choose, **options):
    """Run with `choose` as the scheduler. Returns the record, the questions and the answers."""
    questions, answers = [], []

    def on_message(message):
        question = message["question"]
        questions.append(question)
        answers.append(choose(question))
        engine.send({"id": message["id"], "do": "answer", "answer": answers[-1]})

    record = engine.ask("step", {"source": SOURCE, **options}, on_message)
    return record, questions, answers


def by_name(question):
    return {thread["name"]: thread for thread in question["threads"]}


def lose_an_update(question):
    """Both threads read x before either writes it; main goes first where it can."""
    threads = by_name(question)
    runnable = question["runnable"]
    a, b = threads.get("a"), threads.get("b")
    if 1 in runnable and b is None:
        return {"thread": 1, "granularity": "bytecode"}
    for thread in (a, b):
        if thread and thread["id"] in runnable and thread["opcode"] != "STORE_GLOBAL":
            return {"thread": thread["id"], "granularity": "bytecode"}
    return {"thread": runnable[-1], "granularity": "bytecode"}


def test_two_threads_are_driven_into_a_lost_update(engine):
    record, questions, _ = drive(engine, lose_an_update)
    assert (record["outcome"], record["output"][0]["text"]) == ("finished", "1\n")
    both = [by_name(q) for q in questions if {"a", "b"} <= set(by_name(q))]
    assert any(q["a"]["opcode"] == q["b"]["opcode"] == "STORE_GLOBAL" for q in both)
    replayed = engine.run(SOURCE, schedule=record["schedule"])
    assert replayed["output"] == record["output"]


def test_one_source_line_opens_into_its_opcodes(engine):
    _, questions, _ = drive(
        engine, lambda q: {"thread": q["runnable"][0], "granularity": "bytecode"}
    )
    shown = [
        t for q in questions for t in q["threads"] if t["name"] == "a" and t["id"] == q["running"]
    ]
    assert [t["opcode"] for t in shown if t["source"] == "x += 1"] == [
        "LOAD_GLOBAL", "LOAD_SMALL_INT", "BINARY_OP", "STORE_GLOBAL", "LOAD_CONST", "RETURN_VALUE",
    ]  # fmt: skip


def test_a_whole_line_or_a_whole_turn_is_one_choice(engine):
    opcodes = drive(engine, lambda q: {"thread": q["runnable"][0], "granularity": "bytecode"})
    lines = drive(engine, lambda q: {"thread": q["runnable"][0], "granularity": "line"})
    turns = drive(engine, lambda q: {"thread": q["runnable"][0], "granularity": "run"})
    assert len(opcodes[1]) > len(lines[1]) > len(turns[1])
    assert opcodes[0]["output"] == lines[0]["output"] == turns[0]["output"]


def test_a_step_back_is_a_replay_of_the_choices_before(engine):
    record, questions, answers = drive(engine, lose_an_update)
    _, again, _ = drive(engine, lose_an_update, choices=answers[:30])
    assert again[0] == questions[30] | {"output": again[0]["output"]}
    assert again[1:] == questions[31:]
    assert record["output"][0]["text"] == "1\n"


#: Locks in the order of their addresses, as many programs take them.
BY_ADDRESS = (
    "import threading\nlocks = [threading.Lock() for _ in range(6)]\n"
    "def work():\n    order = sorted(set(locks), key=id)\n"
    "    print([locks.index(lock) for lock in order], [id(lock) for lock in order], id(object()))\n"
    "threads = [threading.Thread(target=work) for _ in range(2)]\nfor t in threads: t.start()\n"
    "for t in threads: t.join()\n"
)


def test_objects_lie_where_they_lay_after_a_step_back(engine):
    def first(question):
        return {"thread": question["runnable"][0], "granularity": "line"}

    record, _, answers = drive(engine, first, source=BY_ADDRESS)
    assert record["outcome"] == "finished"
    for kept in range(0, len(answers), 3):
        assert drive(engine, first, source=BY_ADDRESS, choices=answers[:kept])[0] == record


def test_output_before_a_step_back_is_told_with_the_next_question(engine):
    def first(question):
        return {"thread": question["runnable"][0], "granularity": "line"}

    source = SOURCE.replace("x += 1", "print(x)")
    _, questions, answers = drive(engine, first, source=source)
    assert sum(len(each["output"]) for each in questions) == 2
    for at in range(len(questions)):
        _, again, _ = drive(engine, first, source=source, choices=answers[:at])
        told = [chunk for each in questions[: at + 1] for chunk in each["output"]]
        assert (again[0]["output"], again[1:]) == (told, questions[at + 1 :])


def test_who_waits_and_for_whom_is_shown(engine):
    def main_first(question):
        return {"thread": min(question["runnable"]), "granularity": "bytecode"}

    _, questions, _ = drive(engine, main_first)
    waits = {
        (t["waits_for"], t["state"]) for q in questions for t in q["threads"] if t["waits_for"]
    }
    assert ("Thread.start", "blocked") in waits
    assert ("Thread.join", "blocked") in waits


def test_a_choice_that_cannot_be_is_bent(engine):
    record, _, _ = drive(engine, lambda q: {"thread": 99, "granularity": "run"})
    assert record["outcome"] == "finished"


def test_what_touches_what_is_shared_is_a_step(engine):
    """But for what comes before another instruction of the same operation."""
    names = engine.run("import opcode\nprint(*opcode.opmap)")["output"][0]["text"].split()
    assert "STORE_SLICE" in names
    unseen = set()
    for opname, argrepr in itertools.product(names, ("", "=", "[]")):
        instruction = SimpleNamespace(opname=opname, argrepr=argrepr)
        if touches(instruction) and not is_step(instruction):
            unseen.add(opname)
    assert unseen == {"GET_ITER", "LOAD_SPECIAL"}


HOSTILE = """
import threading
from collections import deque, defaultdict

def shout(self, *args, **named):
    print("the program's own code")
    raise ValueError

class Meta(type):
    __getattribute__ = __instancecheck__ = __subclasscheck__ = __hash__ = __repr__ = shout

class Loud:
    __repr__ = __str__ = __len__ = __eq__ = __iter__ = __getattr__ = __bool__ = __format__ = shout
    __getattribute__ = __class__ = __hash__ = property(shout)

class Dictless(Loud):
    __dict__ = property(shout)

class Made(metaclass=Meta):
    pass

class Slotted:
    __slots__ = ("x",)

class Text(str):
    __repr__ = __len__ = __getitem__ = shout

class Row(list):
    __iter__ = __len__ = shout

class Table(dict):
    items = keys = __iter__ = __len__ = shout

loud, dictless, slotted, made = Loud(), Dictless(), Slotted(), Made()
text, row, table, default = Text("x"), Row([1]), Table(a=1), defaultdict(Loud)
many = [loud, dictless, {"key": loud}, (text,), deque([row])]
cycle = [1]
cycle.append(cycle)
big, long, deep = 10**5000, "y" * 10_000, [[[[[1]]]]]
lock, rlock, event = threading.Lock(), threading.RLock(), threading.Event()

class Last:
    def __del__(self):
        print("gone")

def work(value):
    with lock:
        inner = [value]
        last = Last()

work(3)
print("after")
thread = threading.Thread(target=work, args=(4,), name="T")
thread.start()
thread.join()
"""


def test_values_are_told_without_the_programs_own_code(engine):
    def first(question):
        return {"thread": question["runnable"][-1], "granularity": "bytecode"}

    record, questions, _ = drive(engine, first, source=HOSTILE)
    said = "".join(each["text"] for each in record["output"])
    assert said == "gone\nafter\ngone\n", record["error"]  # nothing lives longer for being shown
    assert engine.run(HOSTILE, schedule=record["schedule"])["output"] == record["output"]
    shown = {each["name"]: each["value"] for each in questions[-1]["globals"]}
    assert shown["cycle"] == "[1, …]"
    assert (shown["lock"], shown["rlock"]) == ("Lock(free)", "RLock(free)")
    assert shown["event"] == "Event(flag=False)"
    assert shown["big"] == "<int, 16610 bits>"
    assert max(len(value) for value in shown.values()) <= 120
    inside = [
        {each["name"]: each["value"] for each in by_name(question)["T"]["locals"]}
        for question in questions
        if "T" in by_name(question)
    ]
    assert {"value": "4", "inner": "[4]", "last": "Last()"} in inside
    held = [{g["name"]: g["value"] for g in q["globals"]}.get("lock") for q in questions]
    assert "Lock(held by MainThread)" in held and "Lock(held by T)" in held


def test_an_instruction_is_told_in_the_words_of_the_source(engine):
    source = (
        "import threading\nrows = {'é': [1]}\nlock = threading.Lock()\n"
        "with lock: rows['é'][0] += len(rows)\n"
    )
    _, questions, _ = drive(
        engine, lambda q: {"thread": 1, "granularity": "bytecode"}, source=source
    )
    shown = {(t["opcode"], t["expression"]) for q in questions for t in q["threads"] if t["step"]}
    assert {("CALL", "threading.Lock()"), ("CALL", "len(rows)")} <= shown
    assert {("BINARY_OP", "rows['é']"), ("STORE_SUBSCR", "rows['é'][0]")} <= shown
