"""The table of all that CPython keeps for each thread: complete, and each row with its evidence."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from playground import catalogue
from playground.node import Engine
from tests.every import every
from tests.simthreads.modules import answer, expected
from tests.simthreads.unsealed import unsealed

#: The header's fields in its order, with their bytes in this build (32 bits, global lock, no compiler for traces).
FIELDS = {
    **dict.fromkeys(("prev", "next", "interp", "eval_breaker", "_status", "holds_gil", "_whence", "state"), 4),
    **dict.fromkeys(("py_recursion_remaining", "py_recursion_limit", "recursion_headroom"), 4),
    **dict.fromkeys(("tracing", "what_event", "current_frame"), 4),
    **dict.fromkeys(("c_profilefunc", "c_tracefunc", "c_profileobj", "c_traceobj"), 4),
    **dict.fromkeys(("current_exception", "exc_info", "dict", "gilstate_counter", "async_exc"), 4),
    **dict.fromkeys(("thread_id", "native_thread_id", "delete_later", "critical_section"), 4),
    **dict.fromkeys(("coroutine_origin_tracking_depth", "async_gen_firstiter", "async_gen_finalizer"), 4),
    **{"context": 4, "context_ver": 8, "id": 8},
    **dict.fromkeys(("datastack_chunk", "datastack_top", "datastack_limit"), 4),
    **{"exc_state": 8, "current_executor": 4, "dict_global_version": 8},
    **{"threading_local_key": 4, "threading_local_sentinel": 4, "remote_debugger_support": 4 + 512},
    **dict.fromkeys(("refcount", "c_stack_top", "c_stack_soft_limit", "c_stack_hard_limit"), 4),
    **{"asyncio_running_loop": 4, "asyncio_running_task": 4, "asyncio_tasks_head": 8},
    **{"qsbr": 4, "mem_free_queue": 8},
    **dict.fromkeys(("c_stack_refs", "gc", "mimalloc", "freelists", "brc", "refcounts", "tlbc_index"), 0),
    **{"suppress_co_const_immortalization": 0, "reftotal": 0, "c_stack_init_base": 4, "c_stack_init_top": 4},
}  # fmt: skip
EIGHTS = {"context_ver", "id", "dict_global_version"}
#: `_PyThreadStateImpl` begins anew after the public part, at a multiple of 8.
FIRST_OF_THE_REST = "refcount"

#: Why no program can show a field: who could tell.
UNSEEN = {
    "bookkeeping": {"_status", "_whence", "state", "refcount", "c_stack_init_base", "c_stack_init_top"},
    "free-threaded build": {"critical_section", "qsbr", "mem_free_queue"},  # and what has no byte here
    "debug build": {"reftotal"},
    "compiler for traces": {"current_executor", "dict_global_version"},
}  # fmt: skip
ABSENT_HERE = [name for name, size in FIELDS.items() if size == 0]

ROWS: list[dict[str, Any]] = catalogue.read_yaml(catalogue.ROOT / "reference" / "thread_state.yml")
#: Each program once, under the first field that it shows.
CALLS: dict[str, tuple[str, dict[str, str]]] = {}
for row in ROWS:
    for show in row.get("shows", ()):
        CALLS.setdefault(show["call"], (row["field"], show))


def offsets() -> dict[str, int]:
    found, at = {}, 0
    for name, size in FIELDS.items():
        boundary = 8 if name in EIGHTS or name == FIRST_OF_THE_REST else 4
        at += -at % boundary
        found[name] = at
        at += size
    return found


def test_every_field_of_the_header_has_its_row() -> None:
    assert [row["field"] for row in ROWS] == list(FIELDS)


@every("row", ROWS, lambda row: str(row["field"]))
def test_a_row_says_what_becomes_of_it_and_has_evidence(row: dict[str, Any]) -> None:
    assert row["is"] in ("switched", "not needed", "refused")
    assert row["why"]
    assert ("shows" in row) != ("unseen" in row)
    if "unseen" in row:
        known = UNSEEN[row["unseen"]] | (set(ABSENT_HERE) - UNSEEN["debug build"])
        assert row["field"] in known and row["is"] != "refused"
    for show in row.get("shows", ()):
        assert set(show) in ({"call", "prints"}, {"call", "says"})
        assert row["is"] != "refused" or "says" in show
        assert row["is"] != "switched" or "prints" in show


@pytest.mark.parametrize("name, show", CALLS.values(), ids=[name for name, _ in CALLS.values()])
def test_a_program_shows_what_the_row_says(engine: Engine, name: str, show: dict[str, str]) -> None:
    assert answer(engine, show["call"]) == expected(show)
    record = engine.run(show["call"], policy="round-robin", preempt="line", lean=True)
    said = "".join(each["text"] for each in record["output"] if each["stream"] == "stdout")
    assert "says" in show or said.strip() == expected(show)["prints"]


#: Reads the thread states themselves, with what no other program gets.
LOOK = """
import json, threading
from engine_of_tests import ctypes
where = ctypes.pythonapi.PyThreadState_Get
def look():
    words = (ctypes.c_uint32 * 200).from_address(where())
    seen.append([where(), threading.get_ident(), list(words)])
seen = []
look()
worker = threading.Thread(target=look)
worker.start()
worker.join()
print(json.dumps(seen))
"""


def test_the_fields_stand_where_the_header_has_them() -> None:
    with unsealed() as engine:
        (main, worker), at = json.loads(answer(engine, LOOK)["prints"]), offsets()
    for address, ident, words in (main, worker):
        word = {name: words[at[name] // 4] for name in FIELDS}
        assert word["thread_id"] == word["native_thread_id"] == ident
        assert word["holds_gil"] == 1 and word["current_frame"] and word["datastack_top"]
        assert word["exc_state"] is not None and word["c_stack_hard_limit"] < word["c_stack_top"]
        unused = UNSEEN["free-threaded build"] | {
            "current_executor",
            "async_exc",
            "asyncio_running_loop",
        }
        assert {name: word[name] for name in unused - {"mem_free_queue"}} == dict.fromkeys(
            unused - {"mem_free_queue"}, 0
        )
        # a list that is empty: its head leads to itself
        assert word["mem_free_queue"] == address + at["mem_free_queue"]
        assert word["asyncio_tasks_head"] == address + at["asyncio_tasks_head"]
    assert main[0] != worker[0]
    assert main[2][at["interp"] // 4] == worker[2][at["interp"] // 4]
    assert main[2][at["id"] // 4] != worker[2][at["id"] // 4]


def test_the_engine_empties_what_a_thread_begins_without() -> None:
    folder = catalogue.ROOT / "playground" / "simthreads" / "js"
    text = "".join((folder / name).read_text("utf-8") for name in ("fibers.js", "interpreter.js"))
    at = offsets()
    inherited = re.search(r"const INHERITED = \[([\d, ]+)\]", text)
    assert inherited is not None
    assert [int(each) for each in inherited[1].split(",")] == [
        at[name]
        for name in (
            "dict", "async_gen_firstiter", "async_gen_finalizer", "context",
            "threading_local_key", "threading_local_sentinel", "asyncio_running_loop",
        )
    ]  # fmt: skip
    constants = dict(re.findall(r"\b([A-Z_]+) = (\d+)[,;]", text))
    names = {"TRACING": "tracing", "PROFILE": "c_profilefunc", "TRACE": "c_tracefunc",
             "THREAD_ID": "thread_id", "NATIVE_THREAD_ID": "native_thread_id"}  # fmt: skip
    assert {key: int(constants[key]) for key in names} == {
        key: at[name] for key, name in names.items()
    }
