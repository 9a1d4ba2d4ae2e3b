"""The essentials in a module worker of Chromium: the same bytes as on Node, a stop, a search, steps."""

from __future__ import annotations

import functools
import json
import os
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright

from playground.node import ROOT, Engine, find_pyodide
from tests.browser import chromium
from tests.browser.probes import probe

WORKER = Path(__file__).with_name("chromium_worker.js").read_text("utf8")
ASK = probe("ask_worker")


class Files(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        made = {"/": "<!doctype html><title>engine</title>", "/worker.js": WORKER}.get(self.path)
        if made is None:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if self.path == "/" else "text/javascript")
        self.end_headers()
        self.wfile.write(made.encode())

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def page(engine: Engine, playwright: Playwright) -> Iterator[Page]:
    engine.run("")  # the snapshot is there after the first run
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Files, directory=str(ROOT)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found = chromium.find(playwright.chromium.executable_path)
    browser = playwright.chromium.launch(
        executable_path=found.executable, env={**os.environ, **found.environment}
    )
    opened = browser.new_page()
    opened.goto(f"http://127.0.0.1:{server.server_port}/")
    snapshot, pyodide = (f"/{path.relative_to(ROOT)}" for path in (engine.snapshot, find_pyodide()))
    assert opened.evaluate(ASK, ["boot", snapshot, f"{pyodide}/"]) == "ready"
    yield opened
    browser.close()
    server.shutdown()
    server.server_close()


def ask(page: Page, *message: Any) -> Any:
    return page.evaluate(ASK, list(message))


@pytest.mark.parametrize("name", ["library", "two_locks_deadlock", "bare_counter_race"])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_same_bytes_as_on_node(engine, page, program, name, seed):
    request = {"source": program[name], "filename": f"{name}.py", "seed": seed}
    here, there = ask(page, "run", request), engine.ask("run", request)
    assert json.dumps(here, sort_keys=True) == json.dumps(there, sort_keys=True)


def test_sets_of_objects_and_chance_are_the_same_too(engine, page):
    source = (
        "import datetime, os, random, uuid\nclass Thing:\n    pass\n"
        "print([type(x).__name__ for x in {Thing(), Thing(), object(), object()}], id(Thing()))\n"
        "print({'a', 'b', 'c'}, random.random(), os.urandom(4), uuid.uuid4(), datetime.datetime.now())\n"
    )
    assert ask(page, "run", {"source": source}) == engine.run(source)


def test_a_stop_ends_it_and_the_next_run_is_sound(page):
    request = {"source": "while True:\n    pass", "max_steps": 10**12}
    assert ask(page, "run and stop", request)["outcome"] == "stopped"
    assert ask(page, "run", {"source": "print('sound')"})["output"][0]["text"] == "sound\n"


def test_a_search_finds_the_same_schedule(engine, page, program):
    request = {"source": program["two_locks_deadlock"], "schedules": 300}
    here, there = ask(page, "explore", request), engine.ask("explore", request)
    assert here == there
    assert here["failure"] == "deadlock"


def test_steps_are_asked_for(page, program):
    record = ask(page, "step", {"source": program["guarded_counter"]})
    assert record["output"][-1]["text"] == "40\n"


def test_a_thousand_threads_at_once(page):
    source = """
import threading
met = threading.Barrier(1001)
def work():
    sum(sorted(range(50)))
    met.wait()
threads = [threading.Thread(target=work) for _ in range(1000)]
for thread in threads:
    thread.start()
met.wait()
for thread in threads:
    thread.join()
print(met.n_waiting)
"""
    for _ in range(2):
        record = ask(page, "run", {"source": source})
        assert record["output"][0]["text"] == "0\n"


def test_deep_recursion_and_a_full_memory_leave_the_worker_sound(page):
    deep = "x = []\nfor _ in range(100_000):\n    x = [x]\nprint(len(repr(x)))"
    assert ask(page, "run", {"source": deep})["outcome"] in ("limit", "raised")
    full = "x = []\nwhile True:\n    x.append(bytearray(10**8))"
    assert ask(page, "run", {"source": full})["limit"] == "memory"
    assert ask(page, "run", {"source": "print('sound')"})["output"][0]["text"] == "sound\n"
