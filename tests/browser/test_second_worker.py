"""A search that takes long is helped by a second worker, where the device has the cores; what it
says is what the engine says alone."""

from __future__ import annotations

from typing import Any

import pytest

from playground.node import Engine
from tests.browser.conftest import Reader, until
from tests.browser.playground import ENGINE_IS_KEPT, has_pythons

CORES = "Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', {{ get: () => {} }})"
#: Threads that may end in any order, so that a search of it goes on to its last schedule.
SOURCE = """
import threading
done = []
def work(number):
    done.append(number)
threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
for t in threads: t.start()
for t in threads: t.join()
"""
REQUEST: dict[str, Any] = {"schedules": 700, "seed": 3, "filename": "mine.py"}
SEARCH = """([source, request]) => {
  globalThis.searched = playground.explore(source, request);
}"""


@pytest.mark.parametrize(("cores", "pythons"), [(8, 2), (2, 1)])
def test_a_long_search_is_helped_where_there_are_cores(
    reader: Reader, engine: Engine, cores: int, pythons: int
) -> None:
    page = reader.open("en", "playground/", before=CORES.format(cores))
    page.evaluate("() => playground.run('print(1)')")
    until(page, ENGINE_IS_KEPT)
    page.evaluate(SEARCH, [SOURCE, REQUEST])
    if pythons > 1:
        has_pythons(page, pythons)
    verdict = page.evaluate("() => searched")
    assert verdict == engine.explore(SOURCE, **REQUEST)
    has_pythons(page, 1)
