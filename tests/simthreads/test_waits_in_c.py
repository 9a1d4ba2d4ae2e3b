"""What sleeps in C waits in virtual time, and lets others run: a database that another connection has locked."""

from __future__ import annotations

import pytest

from playground.node import Engine
from playground.simthreads.policies import NAMED

HEAD = """
import sqlite3, threading, time
def connect(timeout):
    return sqlite3.connect("shared.db", timeout=timeout, isolation_level=None)
holder = connect(0)
holder.execute("create table numbers(n)")
begun = time.monotonic()
"""
#: What asks for a lock that another connection has, and how.
ASKS = {
    "write": "insert into numbers values(2)",
    "begin": "begin immediate",
    "read": "select * from numbers",
    "change": "create table more(n)",
}
GIVEN_BACK = """
taken = threading.Event()
def hold():
    mine = connect(0)
    mine.execute("begin exclusive")
    taken.set()
    time.sleep(0.5)
    mine.execute("commit")
thread = threading.Thread(target=hold)
thread.start()
taken.wait()
connect(5).execute("{ask}")
print("done", 0.5 <= time.monotonic() - begun < 2)
thread.join()
"""
KEPT = """
holder.execute("begin exclusive")
ticks = []
def tick():
    for _ in range(8):
        time.sleep(0.1)
        ticks.append(1)
thread = threading.Thread(target=tick)
thread.start()
try:
    connect(1).execute("{ask}")
except sqlite3.OperationalError as error:
    print(error, 0.9 < time.monotonic() - begun < 1.3, len(ticks))
thread.join()
"""


def says(engine: Engine, source: str, **options: object) -> str:
    record = engine.run(HEAD + source, seconds=20, **options)
    return "".join(piece["text"] for piece in record["output"])


@pytest.mark.parametrize("policy", NAMED)
@pytest.mark.parametrize("ask", ASKS)
def test_a_lock_that_is_given_back_is_waited_for(engine: Engine, ask: str, policy: str) -> None:
    assert says(engine, GIVEN_BACK.format(ask=ASKS[ask]), policy=policy) == "done True\n"


@pytest.mark.parametrize("ask", ASKS)
def test_a_lock_that_is_kept_ends_the_wait_in_time(engine: Engine, ask: str) -> None:
    assert says(engine, KEPT.format(ask=ASKS[ask])) == "database is locked True 8\n"


def test_a_run_that_ends_meanwhile_leaves_nothing(engine: Engine) -> None:
    waiting = "holder.execute('begin exclusive')\nthreading.Thread(target=lambda: connect(60).execute('begin'), daemon=True).start()\n"
    waits = (
        waiting.replace("'begin')", "'insert into numbers values(1)')")
        + "time.sleep(0.5)\nprint('end')"
    )
    for _ in range(3):
        assert says(engine, waits) == "end\n"
    assert (
        says(engine, "print(holder.execute('select count(*) from numbers').fetchone())") == "(0,)\n"
    )
