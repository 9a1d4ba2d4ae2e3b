"""The same program, seed and version give the same bytes: whatever the machine, its load and its clock."""

from __future__ import annotations

import json
import random
import subprocess
from typing import Any

import pytest

from playground import catalogue, node
from playground.node import Engine

#: Says where its objects lie, and in which order a set of them comes out.
ADDRESSES = """
import datetime, logging, os, random, threading, time
class Thing:
    pass
def work(name):
    things = {Thing(): number for number in range(20)}
    total = sum(number * number for number in range(300))
    again = {Thing() for _ in range(20)}
    print(name, total, [things[each] for each in set(things)], [hex(id(each)) for each in again])
threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
for thread in threads: thread.start()
for thread in threads: thread.join()
logging.basicConfig(format="%(asctime)s %(message)s")
logging.warning(random.uniform(1, 2))
print(time.localtime().tm_hour, time.tzname, datetime.datetime.now(), os.environ["LANG"])
print(time.clock_gettime(time.CLOCK_MONOTONIC))
"""

#: What of a record a run that keeps no events has too.
SAME = ("outcome", "output", "schedule", "time", "steps", "switches")


def asked(engine: Engine, interval: int | None, **options: object) -> str:
    request = {"source": ADDRESSES, "max_steps": 10**7, **options}
    return json.dumps(engine.ask("run", request, interval=interval))


def test_chance_is_seeded_in_the_module_that_programs_get(engine):
    record = engine.run("import random\nprint(random.random())")
    assert record["output"][0]["text"] == f"{random.Random(0).random()}\n"


@pytest.mark.parametrize("granularity", ["bytecode", "call"])
def test_a_pause_for_the_host_leaves_no_trace(engine, granularity):
    undisturbed = asked(engine, 10**6, preempt=granularity)
    assert '"outcome": "finished"' in undisturbed
    assert asked(engine, 0, preempt=granularity) == undisturbed  # at every opportunity


#: What the library keeps in sets: a pool's threads, futures that are waited for, tasks.
SETS = """
import asyncio, threading
from concurrent.futures import ThreadPoolExecutor, wait
gate = threading.Event()
with ThreadPoolExecutor(max_workers=6) as pool:
    jobs = {pool.submit(gate.wait): number for number in range(12)}
    gate.set()
    done, _ = wait(jobs)
print([jobs[one] for one in done])
async def main():
    tasks = {asyncio.create_task(asyncio.sleep(0)): number for number in range(12)}
    done, _ = await asyncio.wait(tasks)
    print([tasks[one] for one in done])
asyncio.run(main())
"""


def test_a_run_is_the_same_however_it_is_asked_for(engine):
    usual = engine.run(SETS, policy="round-robin")
    assert usual["outcome"] == "finished"
    assert engine.run(SETS, policy="round-robin", seed=0, max_output=500_000) == usual
    assert engine.run(SETS, policy="round-robin", filename="program.py") == usual
    lean = engine.run(SETS, policy="round-robin", lean=True)
    assert [lean[key] for key in SAME] == [usual[key] for key in SAME]
    for seed in range(5):
        first = engine.run(SETS, seed=seed)
        again = engine.run(SETS, schedule=first["schedule"])
        assert [again[key] for key in ("events", *SAME)] == [
            first[key] for key in ("events", *SAME)
        ]


def _stuck(record: dict[str, Any]) -> Any:
    """Who waits for whom; what each holds is known to a run with events alone."""
    report = record["deadlock"]
    if report is None:
        return None
    named = ("operation", "line", "since", "held_by")
    wants = [
        [entry["thread"], *(entry["wants"][key] for key in named)] for entry in report["threads"]
    ]
    return report["time"], report["cycle"], wants


@pytest.mark.parametrize("slug", sorted({program.slug for program in catalogue.simulated()}))
def test_a_run_without_events_goes_the_same_way(engine, slug):
    """What a thread waits for is described when it begins to wait, or when somebody asks. A program
    that goes by addresses is left out: events take memory."""
    programs = [each for each in catalogue.simulated() if each.slug == slug]
    for program in (each for each in programs if "key=id" not in each.source):
        usual, lean = (
            engine.run(program.source, filename=program.path.name, lean=lean)
            for lean in (False, True)
        )
        assert [lean[key] for key in SAME] == [usual[key] for key in SAME], program.name
        assert _stuck(lean) == _stuck(usual), program.name


def test_a_run_knows_nothing_of_its_machine(engine, monkeypatch):
    here = asked(engine, None)
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    with Engine() as elsewhere:
        assert asked(elsewhere, None) == here


def test_a_snapshot_is_the_same_wherever_it_is_made(engine, monkeypatch, tmp_path):
    engine.run("")  # the snapshot is there after the first run
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    (tmp_path / "elsewhere").symlink_to(node.find_pyodide())
    (tmp_path / "sources").write_text(json.dumps(node.sources()), "utf-8")
    script = str(node.ENGINE / "js" / "node.js")
    command = [node.find_node(), "--experimental-wasm-jspi", "--no-warnings", script]
    places = [str(tmp_path / name) for name in ("elsewhere", "snapshot", "sources")]
    subprocess.run([*command, *places], stdin=subprocess.DEVNULL, check=True, timeout=120)
    assert (tmp_path / "snapshot").read_bytes() == engine.snapshot.read_bytes()
