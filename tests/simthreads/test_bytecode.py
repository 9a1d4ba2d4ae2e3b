"""The engine's own reading of instructions says what `dis` says, of every program of the site."""

from __future__ import annotations

import inspect

from playground import catalogue
from playground.simthreads import bytecode

#: With more names than fit into one byte, and one of each kind of instruction that is read.
LONG = "\n".join(
    [f"name_{n} = {n}" for n in range(300)]
    + ["name_299 += name_298[0].name_297(+name_1)", "def f[T: int](): yield"]
)
COMPARED = """
import dis
def all_of(code):
    yield code
    for constant in code.co_consts:
        if hasattr(constant, "co_code"):
            yield from all_of(constant)
def read(each):
    named = each.opname in NAMED or each.opname in FREE
    shown = each.argrepr if each.opname in SHOWN else ""
    return each.offset, each.opname, each.arg or 0, each.argval if named else None, shown
NAMED = {dis.opname[op] for op in dis.hasname}
SHOWN = {"BINARY_OP", "CALL_INTRINSIC_1", "CALL_INTRINSIC_2"}
FREE = {dis.opname[op] for op in dis.hasfree}
compared = 0
for source in SOURCES:
    for code in all_of(compile(source, "program.py", "exec")):
        ours = [tuple(each) for each in instructions(code)]
        theirs = [read(each) for each in dis.get_instructions(code)]
        if ours != theirs:
            print(code, *(pair for pair in zip(ours, theirs) if pair[0] != pair[1]), sep="\\n")
        compared += len(ours)
print("compared" if compared > 10_000 else compared)
"""


def test_instructions_are_read_as_dis_reads_them(engine):
    sources = [LONG, *(program.source for program in catalogue.simulated())]
    source = f"{inspect.getsource(bytecode)}\nSOURCES = {sources!r}\n{COMPARED}"
    record = engine.run(source, preempt="call")
    assert record["error"] is None, record["error"]
    assert [piece["text"] for piece in record["output"]] == ["compared\n"]
